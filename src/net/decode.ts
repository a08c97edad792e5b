import type { Transform } from 'node:stream'
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib'

/** what we tell a server we can read */
export const acceptedEncodings = 'gzip, br, deflate, zstd'

export type Encoding = 'identity' | 'gzip' | 'br' | 'deflate' | 'zstd'

/** `undefined` for an encoding that we did not ask for, or several on top of each other */
export function encodingOf(header: string | undefined): Encoding | undefined {
  const name = header?.trim().toLowerCase() ?? ''
  if (name === '' || name === 'identity') return 'identity'
  if (name === 'gzip' || name === 'x-gzip') return 'gzip'
  return name === 'br' || name === 'deflate' || name === 'zstd' ? name : undefined
}

/** A stream from the encoded to the plain body; `firstByte` tells the two things apart that servers call deflate. */
export function decoderOf(encoding: Exclude<Encoding, 'identity'>, firstByte: number): Transform {
  switch (encoding) {
    case 'gzip':
      return createGunzip()
    case 'br':
      return createBrotliDecompress()
    case 'deflate':
      return (firstByte & 0x0f) === 0x08 ? createInflate() : createInflateRaw()
    case 'zstd':
      // 8 MiB, the window RFC 9659 allows on the web: a frame may ask for 128 MiB otherwise
      return createZstdDecompress({ params: { [constants.ZSTD_d_windowLogMax]: 23 } })
  }
}
