import { buffer } from 'node:stream/consumers'
import { fromBufferPromise } from 'yauzl'
import { ZipFile } from 'yazl'
import { readPackage } from '#modules/library/server/packages/read-package.ts'
import { gather, PACKAGE_TASK, type Package } from '#modules/library/server/packages/take-apart.ts'

/** Ribs of the hull from bow to stern: how far along, how wide, how deep. */
const RIBS = [
  [-3, 0.1, 0.5],
  [-2, 0.8, 0.9],
  [0, 1.1, 1],
  [2, 0.9, 0.9],
  [3, 0.6, 0.6],
] as const

/** The hull of a fishing boat in quads, with its coordinates on the texture. */
function hull(): string {
  const lines = ['# 渔船船体', 'mtllib 渔船.mtl', 'o hull', 'usemtl planks']
  for (const [along, wide, deep] of RIBS)
    for (const [side, down] of [
      [-1, 0],
      [-0.6, 1],
      [0.6, 1],
      [1, 0],
    ] as const)
      lines.push(`v ${along} ${-down * deep} ${side * wide}`)
  for (let rib = 0; rib < RIBS.length; rib++)
    for (let point = 0; point < 4; point++) lines.push(`vt ${rib / (RIBS.length - 1)} ${point / 3}`)
  for (let rib = 0; rib + 1 < RIBS.length; rib++)
    for (let point = 0; point < 3; point++) {
      const [a, b] = [rib * 4 + point + 1, (rib + 1) * 4 + point + 1]
      lines.push(`f ${[a, b, b + 1, a + 1].map(at => `${at}/${at}`).join(' ')}`)
    }
  return `${lines.join('\n')}\n`
}

const MATERIALS =
  'newmtl planks\nKd 1 1 1\nmap_Kd 贴图/旧木板.png\n\nnewmtl sail\nKd 1 1 1\nmap_Kd 贴图/船帆.png\n'
const WORDS = '船体四边面，一个材质。船帆没有贴图：由各班自己设计。\n'

/** The project of the demo's fishing boat, and what is read of it: the picture of its sail is missing. */
export async function boatZip(planks: Buffer): Promise<{ bytes: Buffer; read: Package }> {
  const zip = new ZipFile()
  const held = {
    '渔船.obj': hull(),
    '渔船.mtl': MATERIALS,
    '贴图/旧木板.png': planks,
    '说明/请先读.txt': WORDS,
  }
  // Always the same day: the demo's bytes do not change.
  for (const [path, content] of Object.entries(held))
    zip.addBuffer(Buffer.from(content as string), path, { compress: false, mtime: new Date(2026, 8, 10, 10) })
  zip.end()
  const bytes = await buffer(zip.outputStream)
  const read: Package = { entries: [], found: 0, problems: [] }
  await readPackage(await fromBufferPromise(bytes, { decodeStrings: false }), PACKAGE_TASK.limits, message =>
    gather(read, message),
  )
  return { bytes, read }
}
