import { inflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { createPdf, pdfLine } from './pdf.ts'
import { pdfCards } from './pdf-cards.ts'

/** The objects of a PDF as text, with compressed streams opened where they are plain deflate. */
function opened(pdf: Buffer): string {
  const text = pdf.toString('latin1')
  return text.replace(/stream\n([\s\S]*?)\nendstream/g, (all, data: string) => {
    try {
      return inflateSync(Buffer.from(data, 'latin1')).toString('latin1')
    } catch {
      return all
    }
  })
}
const pagesOf = (pdf: Buffer) => opened(pdf).match(/\/Type \/Page\b(?!s)/g)?.length ?? 0

const card = (i: number) => ({
  heading: '江城数字媒体学校 · 数字媒体技术 2026 级 1 班',
  title: `张小${i}`,
  lines: [{ label: '学号', value: `2026${i}` }],
  code: { label: '登录码', value: 'K7QM-4TXW' },
  note: 'https://overpass.example/claim',
  qr: `https://overpass.example/claim?code=K7QM4TXW${i}`,
})

describe('cards', () => {
  test('ten on a page, fonts embedded in part, language and title stated', async () => {
    const pdf = await pdfCards({
      title: '登录码',
      language: 'zh',
      cards: Array.from({ length: 21 }, (_, i) => card(i)),
    })
    const text = opened(pdf)
    expect(pdf.subarray(0, 8).toString()).toBe('%PDF-1.7')
    expect(pagesOf(pdf)).toBe(3)
    expect(text.match(/\/BaseFont \/[A-Z]{6}\+NotoSansSC-(Regular|Bold)/g)?.length).toBeGreaterThanOrEqual(2)
    expect(text).toMatch(/\/FontFile[23]/)
    expect(text).toContain('/Lang (zh-CN)')
    expect(pdf.length).toBeLessThan(200_000)
  })

  test('odd texts neither throw nor add pages', async () => {
    const odd = {
      title: '\u0000'.repeat(3),
      heading: '长'.repeat(5000),
      code: { label: '', value: 'x'.repeat(500) },
    }
    const pdf = await pdfCards({
      title: 'a\nb',
      language: 'en',
      cards: [odd, { title: '', qr: 'q'.repeat(300) }, { title: '👩‍🎓\ud800' }],
    })
    expect(pagesOf(pdf)).toBe(1)
    expect(pagesOf(await pdfCards({ title: 'none', language: 'en', cards: [] }))).toBe(1)
    await expect(pdfCards({ title: 'x', language: 'en', cards: new Array(2001).fill(odd) })).rejects.toThrow(
      RangeError,
    )
  })
})

test('a line shrinks to its least size, then ends in an ellipsis', async () => {
  const { doc, finish } = await createPdf({ title: 't', language: 'en' })
  const written: [string, number][] = []
  const text = doc.text.bind(doc)
  doc.text = ((line: string, x: number, y: number, options: object) => {
    written.push([line, doc.widthOfString(line)])
    return text(line, x, y, options)
  }) as typeof doc.text
  pdfLine(doc, 'short', 0, 0, { width: 100, size: 10 })
  pdfLine(doc, '数字媒体技术专业', 0, 0, { width: 60, size: 10, leastSize: 6 })
  pdfLine(doc, '数字媒体技术专业'.repeat(9), 0, 0, { width: 60, size: 10, leastSize: 6 })
  expect(written[0]?.[0]).toBe('short')
  expect(written[1]?.[0]).toBe('数字媒体技术专业')
  expect(written[2]?.[0]).toMatch(/^数字媒体.*…$/)
  for (const [, width] of written.slice(1)) expect(width).toBeLessThanOrEqual(60.01)
  await finish()
})
