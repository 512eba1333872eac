import { inflateSync } from 'node:zlib'
import jsQr from 'jsqr'

type Box = { x: number; y: number; w: number; h: number }
/** Pixels of a side of the picture that is read; margins of white stand around it as readers want them. */
const SIDE = 600
const MARGIN = 60

/** What a page draws, unpacked. */
function drawings(pdf: Buffer): string[] {
  const found: string[] = []
  for (let at = pdf.indexOf('stream'); at !== -1; at = pdf.indexOf('stream', at + 6)) {
    if (pdf.subarray(at - 3, at).toString('latin1') === 'end') continue
    const from = at + (pdf[at + 6] === 13 ? 8 : 7)
    const to = pdf.indexOf('endstream', from)
    try {
      found.push(inflateSync(pdf.subarray(from, to)).toString('latin1'))
    } catch {
      // Fonts and files are packed otherwise; a drawing always opens.
    }
  }
  return found
}

/** The filled path with the most boxes: no other drawing of ours has hundreds. */
function codeOf(drawing: string): Box[] {
  let most: Box[] = []
  let path: Box[] = []
  for (const line of drawing.split('\n')) {
    const box = /^(-?[\d.]+) (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) re$/.exec(line.trim())
    if (box) {
      const [x = 0, y = 0, w = 0, h = 0] = box.slice(1).map(Number)
      path.push({ x, y, w, h })
    } else if (/^f\*?$/.test(line.trim())) {
      if (path.length > most.length) most = path
      path = []
    } else if (/^(S|n|W)$/.test(line.trim())) path = []
  }
  return most
}

/**
 * What a phone reads from the code on a PDF's page: its boxes as the file draws them, painted as pixels and given to a
 * reader that is not ours.
 */
export function readQrOf(pdf: Buffer): string | null {
  const boxes = drawings(pdf)
    .map(codeOf)
    .reduce((most, one) => (one.length > most.length ? one : most), [])
  const left = Math.min(...boxes.map(box => box.x))
  const top = Math.min(...boxes.map(box => box.y))
  const width = Math.max(...boxes.map(box => box.x + box.w)) - left
  const scale = (SIDE - 2 * MARGIN) / width
  const pixels = new Uint8ClampedArray(SIDE * SIDE * 4).fill(255)
  for (const { x, y, w, h } of boxes) {
    const [x1, x2] = [x - left, x - left + w].map(at => MARGIN + Math.round(at * scale))
    const [y1, y2] = [y - top, y - top + h].map(at => MARGIN + Math.round(at * scale))
    for (let row = y1 as number; row < (y2 as number); row++)
      for (let column = x1 as number; column < (x2 as number); column++)
        pixels.fill(0, (row * SIDE + column) * 4, (row * SIDE + column) * 4 + 3)
  }
  return jsQr(pixels, SIDE, SIDE)?.data ?? null
}
