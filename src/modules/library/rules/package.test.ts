import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gltfLinks, mtlLinks, namesOf, objLinks, stateOfLink } from './links.ts'
import { entryPath, foldersOf, guessMain, hasTwice } from './package.ts'

test('no name of an entry leads out of the package', () => {
  expect(entryPath('贴图\\木板.png')).toBe('贴图/木板.png')
  expect(entryPath('./a//b.png')).toBe('a/b.png')
  for (const bad of [
    '../a',
    'a/../../b',
    '/etc/passwd',
    'C:\\a',
    'c:a',
    '',
    '/',
    'a\u202eb',
    'a\0b',
    '\\\\host\\a',
  ])
    expect(entryPath(bad), bad).toBeNull()
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), given => {
      const path = entryPath(given)
      if (path === null) return
      expect(path).not.toMatch(/(^|\/)\.\.?(\/|$)|^\/|\/\/|\\|\p{Cc}/u)
      expect(entryPath(path)).toBe(path)
    }),
  )
})

const part = fc.constantFrom('a', 'b', '贴图')
const files = fc
  .uniqueArray(fc.array(part, { minLength: 1, maxLength: 4 }).map(parts => parts.join('/')))
  .map(paths => paths.map((path, size) => ({ path, size })))

test('folders hold together what lies below them', () => {
  fc.assert(
    fc.property(files, all => {
      const folders = foldersOf(all)
      for (const folder of folders) {
        const below = all.filter(({ path }) => path.startsWith(`${folder.path}/`))
        expect(folder.files).toBe(below.length)
        expect(folder.size).toBe(below.reduce((sum, { size }) => sum + size, 0))
      }
      expect(new Set(folders.map(({ path }) => path)).size).toBe(folders.length)
      const names = new Set(all.map(({ path }) => path))
      expect(hasTwice([...names])).toBe(folders.some(({ path }) => names.has(path)))
    }),
  )
  expect(hasTwice(['a', 'a'])).toBe(true)
})

test('a project is opened before a model, and what lies higher first', () => {
  expect(guessMain(['x/boat.blend', 'boat.obj', 'old/a/boat.blend'])).toBe('x/boat.blend')
  expect(guessMain(['b.glb', 'a.glb', '说明.txt'])).toBe('a.glb')
  expect(guessMain(['木板.png'])).toBeNull()
})

test('references of scenes, as their formats write them', () => {
  const scene = {
    buffers: [{ uri: 'a%20b.bin' }, { uri: 'data:;base64,AA' }, {}],
    images: [{ uri: '100%.png' }, null],
  }
  expect(gltfLinks(scene)).toEqual(['a b.bin', '100%.png'])
  for (const odd of [null, 7, { buffers: 'x', images: [1] }]) expect(gltfLinks(odd)).toEqual([])
  expect(objLinks('mtllib boat hull.mtl')).toEqual(['boat hull.mtl'])
  expect(objLinks('mtllib a.mtl b.mtl\r')).toEqual(['a.mtl', 'b.mtl'])
  expect(objLinks('v 1 2 3')).toEqual([])
  expect(mtlLinks('map_Kd -s 1 1 1 -clamp on  old planks.png ')).toEqual(['old planks.png'])
  expect(mtlLinks('bump -bm 0.5 n.png')).toEqual(['n.png'])
  expect(mtlLinks('Kd 1 1 1')).toEqual([])
})

test('where a reference leads', () => {
  const names = namesOf(['scene/boat.gltf', 'tex/Planks.png', 'scene/boat.bin'])
  const at = (target: string) => stateOfLink('scene/boat.gltf', target, names)
  expect(at('boat.bin')).toBeNull()
  expect(at('..\\tex\\Planks.png')).toBeNull()
  expect(at('../tex/planks.png')).toBe('case')
  expect(at('sail.png')).toBe('missing')
  expect(at('../../other.png')).toBe('outside')
  expect(at('D:\\work\\sail.png')).toBe('outside')
  expect(at('https://example.org/a.png')).toBe('remote')
})
