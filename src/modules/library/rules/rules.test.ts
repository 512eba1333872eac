import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fileName } from './file-name.ts'
import { asksOf, fixesUses, LICENCES, USES, usesUnder } from './licences.ts'
import { isMisnamed, mediaTypeOf, servedAs } from './media-type.ts'
import { problemsOf, type Rights, settled, statusOf } from './rights.ts'
import { ACCESSES, AUDIENCES } from './vocabulary.ts'

const day = fc.option(fc.constantFrom('2026-01-01', '2026-06-01', '2026-12-31'))
const rights: fc.Arbitrary<Rights> = fc.record({
  licence: fc.constantFrom(...LICENCES),
  licenceText: fc.option(fc.constant('只用于教学')),
  uses: fc.subarray([...USES]),
  audience: fc.constantFrom(...AUDIENCES),
  groupId: fc.option(fc.constant('11111111-1111-4111-8111-111111111111')),
  access: fc.constantFrom(...ACCESSES),
  embargoUntil: day,
  expiresOn: day,
})

test('what is kept of rights contradicts itself in nothing that was not asked for', () => {
  fc.assert(
    fc.property(rights, asked => {
      const kept = settled(asked)
      const problems = problemsOf(kept)
      if (kept.licence === 'unknown' && kept.audience !== 'organisation')
        expect(problems.map(({ code }) => code)).toContain('library.licence_unknown')
      if (fixesUses(kept.licence)) expect(kept.uses).toEqual(usesUnder(kept.licence))
      if (problems.length === 0) {
        expect(kept.uses.every(use => usesUnder(kept.licence).includes(use))).toBe(true)
        expect((kept.licence === 'custom') === (kept.licenceText !== null)).toBe(true)
        expect((kept.audience === 'group') === (kept.groupId !== null)).toBe(true)
      }
      expect(settled(kept)).toEqual(kept)
    }),
  )
})

test('Creative Commons allows what its elements say', () => {
  expect(usesUnder('cc_by')).toEqual(USES)
  expect(usesUnder('cc_by_nc')).not.toContain('commercial')
  expect(usesUnder('cc_by_nd')).not.toContain('modify')
  expect(usesUnder('cc_by_nc_nd')).toEqual(['teach', 'show', 'publish'])
  expect(asksOf('cc_by_nc_sa')).toEqual(['attribution', 'share_alike', 'no_commerce'])
  expect(asksOf('cc0')).toEqual([])
})

test('an item is offered from its first day to its last', () => {
  const item = {
    state: 'shared' as const,
    trashed: false,
    embargoUntil: '2026-03-01',
    expiresOn: '2026-05-31',
  }
  expect(statusOf(item, '2026-02-28')).toBe('waiting')
  expect(statusOf(item, '2026-03-01')).toBe('offered')
  expect(statusOf(item, '2026-05-31')).toBe('offered')
  expect(statusOf(item, '2026-06-01')).toBe('expired')
  expect(statusOf({ ...item, state: 'recalled' }, '2026-04-01')).toBe('recalled')
  expect(statusOf({ ...item, trashed: true }, '2026-04-01')).toBe('trashed')
})

test('a name is one name, whatever a sender calls a file', () => {
  expect(fileName('../../etc/passwd')).toBe('passwd')
  expect(fileName('C:\\作品\\货船.blend')).toBe('货船.blend')
  expect(fileName('图\u202egnp.exe')).toBe('图gnp.exe')
  for (const nothing of ['', '..', '/', 'a/', '\u0000']) expect(fileName(nothing)).toBeNull()
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), given => {
      const name = fileName(given)
      if (name === null) return
      expect(name.length).toBeGreaterThan(0)
      expect(name.length).toBeLessThanOrEqual(255)
      expect(name).not.toMatch(/[/\\\p{Cc}]/u)
    }),
  )
})

const bytes = (text: string) => Buffer.from(text, 'latin1')

test('what a file is, its content says', () => {
  expect(mediaTypeOf('a.png', bytes('\x89PNG\r\n\x1a\n0000'))).toBe('image/png')
  expect(mediaTypeOf('a.png', bytes('<html><script>alert(1)</script>'))).toBe('text/html')
  expect(mediaTypeOf('a.png', Buffer.from('<?xml version="1.0"?><!-- 图 --><svg onload="x()">'))).toBe(
    'image/svg+xml',
  )
  expect(mediaTypeOf('a.docx', bytes('PK\x03\x04'))).toContain('wordprocessingml')
  expect(mediaTypeOf('a.exe', bytes('MZ\x90\x00'))).toBe('application/octet-stream')
  expect(mediaTypeOf('a.mp4', bytes('\0\0\0\x20ftypisom'))).toBe('video/mp4')
  expect(mediaTypeOf('a.txt', Buffer.from('镜头一'))).toBe('text/plain')
  expect(mediaTypeOf('a.gltf', bytes('{"asset":{}}'))).toBe('model/gltf+json')
  expect(mediaTypeOf('a.gltf', bytes('<script>alert(1)</script>'))).toBe('text/html')
  expect(mediaTypeOf('a.obj', bytes('# Blender\nv 0 0 0\n'))).toBe('model/obj')
  expect(mediaTypeOf('空', Buffer.alloc(0))).toBe('application/octet-stream')
  expect(isMisnamed('a.png', 'text/html')).toBe(true)
  expect(isMisnamed('a.PNG', 'image/png')).toBe(false)
})

test('nothing that a browser could run is handed out as what it is', () => {
  for (const type of [
    'text/html',
    'image/svg+xml',
    'application/xml',
    'application/octet-stream',
    'model/gltf-binary',
  ])
    expect(servedAs(type)).toBe('application/octet-stream')
  fc.assert(
    fc.property(fc.string(), fc.uint8Array({ maxLength: 64 }), (name, head) => {
      expect(servedAs(mediaTypeOf(name, head))).not.toMatch(/html|svg|xml;|javascript/)
    }),
  )
})
