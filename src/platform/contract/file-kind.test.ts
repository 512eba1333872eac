import { expect, test } from 'vitest'
import { fileKinds, PAPERS } from './file-kind.ts'

test('a file is of the kind that its name says, and of one that may be brought', () => {
  const bytes = (text: string) => Uint8Array.from(text, character => character.charCodeAt(0))
  expect(PAPERS.mediaTypeOf('盖章.PDF', bytes('%PDF-1.7'))).toBe('application/pdf')
  expect(PAPERS.mediaTypeOf('a.png', bytes('\x89PNG\r\n\x1a\n'))).toBe('image/png')
  expect(PAPERS.mediaTypeOf('a.jpeg', bytes('\xff\xd8\xff\xe0'))).toBe('image/jpeg')
  expect(fileKinds('webp').mediaTypeOf('a.webp', bytes('RIFF....WEBP'))).toBe('image/webp')
  expect(fileKinds('mp4').mediaTypeOf('a.mp4', bytes('....ftypisom'))).toBe('video/mp4')
  expect(PAPERS.mediaTypeOf('a.webp', bytes('RIFF....WEBP'))).toBe(null)
  for (const [name, text] of [
    ['a.pdf', 'MZ......'],
    ['a.png', '%PDF-1.7'],
    ['a.html', '<html>..'],
    ['pdf', '%PDF-1.7'],
  ] as const)
    expect(PAPERS.mediaTypeOf(name, bytes(text))).toBe(null)
})
