import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inspectTable } from './read-table.ts'
import { TABLE_ERROR_CODES } from './table-error.ts'
import { cellsOf, refusal, rowsOf, sheetOf, testFolder, workbookOf, zipOf } from './table-test-files.ts'

let folder: Awaited<ReturnType<typeof testFolder>>
beforeAll(async () => {
  folder = await testFolder()
})
afterAll(() => folder.remove())

const STYLES = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/>
<numFmt numFmtId="165" formatCode="[Red]0.00&quot;days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="21"/><xf numFmtId="22"/></cellXfs></styleSheet>`

const header =
  '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" t="inlineStr"><is><t>b</t></is></c></row>'

describe('XLSX', () => {
  test('reads every kind of cell', async () => {
    const cells = [
      '<c t="s"><v>0</v></c>',
      '<c t="s"><v>1</v></c>',
      '<c t="str"><f>1+1</f><v>=2</v></c>',
      '<c t="b"><v>1</v></c>',
      '<c t="e"><v>#N/A</v></c>',
      '<c><v>1.2345678901234567E+17</v></c>',
      '<c><v>20260001</v></c>',
      '<c><v>0.30000000000000004</v></c>',
      '<c s="1"><v>46082</v></c>',
      '<c s="2"><v>46082.5</v></c>',
      '<c s="3"><v>3.5</v></c>',
      '<c s="4"><v>0.75</v></c>',
      '<c s="1"><v>59</v></c>',
      '<c t="d"><v>2026-03-01T00:00:00</v></c>',
      '<c><v>1E-7</v></c>',
    ]
    const strings =
      '<sst><si><t>张伟</t><rPh sb="0" eb="2"><t>zhang</t></rPh></si><si><r><t>A_x000D_</t></r><r><t>B &amp;</t></r></si></sst>'
    const path = await folder.file(
      await workbookOf(
        {
          名单: sheetOf(
            `<row>${'<c t="inlineStr"><is><t>h</t></is></c>'}</row>`,
            `<row>${cells.join('')}</row>`,
          ),
        },
        { strings, styles: STYLES },
      ),
    )
    expect((await cellsOf(path, { headerRow: 1 }))[1]).toEqual([
      '张伟',
      'A\rB &',
      '=2',
      'TRUE',
      '#N/A',
      '123456789012345670',
      '20260001',
      '0.3',
      '2026-03-01',
      '2026-03-01T12:00:00',
      '3.5',
      '18:00:00',
      '1900-02-28',
      '2026-03-01',
      '0.0000001',
    ])
  })

  test('days count from 1904 where the workbook says so', async () => {
    const path = await folder.file(
      await workbookOf(
        { s: sheetOf(header, '<row r="2"><c r="A2" s="1"><v>0</v></c></row>') },
        { styles: STYLES, workbookPr: '<workbookPr date1904="1"/>' },
      ),
    )
    expect((await cellsOf(path))[1]).toEqual(['1904-01-01', ''])
  })

  test('chooses sheets, keeps places, ignores prefixes and empty styled cells', async () => {
    const path = await folder.file(
      await workbookOf({
        first: sheetOf(header, '<row r="9"><c r="B9"><v>7</v></c><c r="XFD9" s="0"/></row>'),
        第二: '<x:worksheet xmlns:x="u"><x:sheetData><x:row r="2"><x:c r="A2"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>',
      }),
    )
    expect(await inspectTable(path)).toMatchObject({
      format: 'xlsx',
      sheets: ['first', '第二'],
      sheet: 'first',
    })
    expect((await rowsOf(path))[1]).toEqual({ row: 9, cells: ['', '7'] })
    expect(await rowsOf(path, { sheet: '第二' })).toEqual([{ row: 2, cells: ['5'] }])
    expect(await refusal(path, { sheet: 'x' })).toEqual({ code: 'table.no_such_sheet', name: 'x' })
  })

  test('refuses what is no workbook', async () => {
    const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000)])
    expect(await refusal(await folder.file(ole))).toEqual({ code: 'table.old_xls' })
    const locked = Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')])
    expect(await refusal(await folder.file(locked))).toEqual({ code: 'table.encrypted' })
    const zip = await zipOf({ 'a.txt': 'x' })
    expect(await refusal(await folder.file(zip))).toEqual({ code: 'table.not_a_table', found: 'zip' })
    const whole = await workbookOf({ s: sheetOf(header) })
    expect(await refusal(await folder.file(whole.subarray(0, whole.length - 40)))).toEqual({
      code: 'table.damaged',
    })
    for (const sheet of ['<worksheet><sheetData><row>', 'x', sheetOf('<row><c t="s"><v>9</v></c></row>')])
      expect(await refusal(await folder.file(await workbookOf({ s: sheet })))).toEqual({
        code: 'table.damaged',
      })
    expect(await refusal(await folder.file(await workbookOf({ s: sheetOf() })))).toEqual({
      code: 'table.empty',
    })
  })

  test('refuses declarations of entities', async () => {
    const bomb = `<!DOCTYPE w [<!ENTITY a "${'lol'.repeat(100)}"><!ENTITY b "&a;&a;&a;">]>${sheetOf(header)}`
    expect(await refusal(await folder.file(await workbookOf({ s: bomb })))).toEqual({
      code: 'table.forbidden_xml',
    })
  })

  test('refuses zip bombs before unpacking and while unpacking', async () => {
    const bomb = await workbookOf({ s: sheetOf(header, ' '.repeat(20_000_000)) })
    expect((await refusal(await folder.file(bomb))).code).toBe('table.zip_bomb')
    const many = await zipOf(Object.fromEntries(Array.from({ length: 2001 }, (_, i) => [`f${i}`, ''])))
    expect(await refusal(await folder.file(many))).toEqual({ code: 'table.zip_bomb', limit: 2000 })
    const honest = await workbookOf({ s: sheetOf(header, '<row/>'.repeat(1000)) })
    expect((await refusal(await folder.file(honest), { limits: { inflatedBytes: 3000 } })).code).toBe(
      'table.zip_bomb',
    )
    // A part that declares fewer bytes than it unpacks to.
    const liar = Buffer.from(bomb)
    for (
      let i = liar.indexOf('PK\u0001\u0002', 0, 'latin1');
      i >= 0;
      i = liar.indexOf('PK\u0001\u0002', i + 4, 'latin1')
    )
      if (liar.readUInt32LE(i + 24) > 1_000_000) liar.writeUInt32LE(500, i + 24)
    expect(await refusal(await folder.file(liar))).toEqual({ code: 'table.damaged' })
  })

  test('content made to fill the memory ends the reading process, not ours', async () => {
    const limits = { inflateRatio: 10_000 }
    const text = await folder.file(await workbookOf({ s: `<worksheet>${' '.repeat(5_000_000)}</worksheet>` }))
    expect(await refusal(text, { limits })).toEqual({ code: 'table.damaged' })
    const tags = await folder.file(await workbookOf({ s: '<a>'.repeat(4_000_000) }))
    expect(await refusal(tags, { limits })).toEqual({ code: 'table.crashed' })
  })

  test('refuses rows and cells beyond the limits', async () => {
    const wide = await folder.file(
      await workbookOf({ s: sheetOf(header, '<row r="2"><c r="GS2"><v>1</v></c></row>') }),
    )
    expect(await refusal(wide)).toEqual({ code: 'table.too_many_columns', limit: 200, row: 2 })
    const long = await folder.file(
      await workbookOf(
        { s: sheetOf(header, '<row><c/><c t="s"><v>0</v></c></row>') },
        { strings: `<sst><si><t>${'x'.repeat(2001)}</t></si></sst>` },
      ),
    )
    expect(await refusal(long)).toEqual({ code: 'table.cell_too_long', limit: 2000, row: 2, column: 2 })
  })

  test('a damaged file is read or refused by name, wherever the damage is', async () => {
    const rows = Array.from(
      { length: 200 },
      (_, i) => `<row><c><v>${i * 7919}</v></c><c><v>${i}</v></c></row>`,
    )
    const whole = await workbookOf({ s: sheetOf(header, ...rows) })
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(255), fc.nat(), async (at, byte, end) => {
        const bytes = Buffer.from(whole.subarray(0, end % 3 === 0 ? end % whole.length : whole.length))
        if (bytes.length > 0) bytes[at % bytes.length] = byte
        const path = await folder.file(bytes)
        const code = await refusal(path)
          .then(found => found.code)
          .catch(error => error.message)
        expect(code).not.toMatch(/crashed|timeout/)
        expect([...TABLE_ERROR_CODES, 'the file was accepted']).toContain(code)
      }),
      { numRuns: 15 },
    )
  })
})
