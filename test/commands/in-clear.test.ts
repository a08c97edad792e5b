import { describe, expect, test } from '@jest/globals'
import { whoIsInClear } from '../../commands/_base/exports.ts'
import type { Workspace } from '../../src/workspace.ts'

function workspaceOf(reveal: Readonly<Record<string, boolean>>): Workspace {
  const populations = Object.entries(reveal).map(([name, own]) => ({ name, reveal: own }))
  return { populations } as unknown as Workspace
}

describe('what leaves in clear', () => {
  const { reveals, revealed } = whoIsInClear(workspaceOf({ staff: true, residents: false }), false)

  test('is what every population of a selector lets out', () => {
    expect(revealed).toBe(true)
    expect(reveals(['staff'])).toBe(true)
    expect(reveals(['residents'])).toBe(false)
    expect(reveals(['staff', 'residents'])).toBe(false)
  })

  test('is nothing of a selector that no population holds', () => {
    expect(reveals([])).toBe(false)
  })

  test('is everybody where that was asked for', () => {
    expect(whoIsInClear(workspaceOf({ staff: false }), true).reveals(['staff'])).toBe(true)
    expect(whoIsInClear(workspaceOf({ staff: false }), false).revealed).toBe(false)
  })
})
