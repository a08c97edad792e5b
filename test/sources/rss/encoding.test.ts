import { describe, expect, test } from '@jest/globals'
import { rss } from '../../../src/sources/rss/index.ts'
import { startOrigin, text } from '../origin.ts'

const settings = {
  verifiedDomains: [],
  options: { feeds: [{ key: 'cert-fr-alerts', url: 'https://presse.example.org/flux.xml' }] },
}

async function bodyOf(feed: Uint8Array, type: string): Promise<string> {
  const origin = await startOrigin(rss)
  origin.plan('/robots.txt', text('', 'text/plain', 404))
  origin.plan('/flux.xml', text(feed, type))
  const page = await rss.list(origin.net, settings, { place: 'cert-fr-alerts' })
  await origin.close()
  return new TextDecoder().decode(page.items[0]?.body)
}

function feed(declaration: string): Uint8Array {
  const rdf = `${declaration}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><channel><title>x</title></channel><item><title>Mairie pirat\u00e9e</title><link>https://presse.example.org/1</link></item></rdf:RDF>`
  return Buffer.from(rdf, 'latin1')
}

describe('a feed in ISO-8859-1', () => {
  test('is read as its declaration says', async () => {
    expect(await bodyOf(feed('<?xml version="1.0" encoding="ISO-8859-1"?>'), 'text/xml')).toBe(
      'Mairie piratée\nhttps://presse.example.org/1',
    )
  })

  test('is read as its type says when it declares none', async () => {
    expect(await bodyOf(feed(''), 'application/rss+xml; charset=iso-8859-1')).toContain('Mairie piratée')
  })
})
