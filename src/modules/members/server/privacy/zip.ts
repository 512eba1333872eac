import { ZipFile } from 'yazl'
import { writeCsv } from '#platform/server/documents/write-table.ts'
import type { DataPart, DataValue } from '#platform/server/personal-data.ts'
import type { Text } from '#platform/server/text.ts'

type Language = 'zh' | 'en'

/** One zip: `data.json` for programs, `index.html` to read, a CSV of each kind. */
export function zipOf(parts: readonly DataPart[], language: Language, text: Text): NodeJS.ReadableStream {
  const zip = new ZipFile()
  zip.addBuffer(Buffer.from(JSON.stringify({ made: new Date().toISOString(), parts }, null, 2)), 'data.json')
  zip.addBuffer(Buffer.from(pageOf(parts, language, text)), 'index.html')
  for (const [kind, rows] of byKind(parts)) {
    const names = [...new Set(rows.flatMap(row => row.map(field => field.name)))]
    const table = {
      columns: names.map(name => ({ header: text(language, `data.field.${name}`) })),
      rows: (async function* () {
        for (const row of rows)
          yield names.map(name => {
            const field = row.find(one => one.name === name)
            return field ? wordsOf(field.value, language, text) : null
          })
      })(),
    }
    zip.addReadStreamLazy(`csv/${kind}.csv`, done => done(null, writeCsv(table)))
  }
  zip.end()
  return zip.outputStream
}

function byKind(parts: readonly DataPart[]): Map<string, DataPart['rows']> {
  const kinds = new Map<string, DataPart['rows']>()
  for (const part of parts) {
    const at = part.organisation
    const where = at
      ? [{ name: 'organisation', value: { as: 'names', text: at.name.zh, en: at.name.en } as const }]
      : []
    const rows = part.rows.map(row => [...where, ...row])
    kinds.set(part.kind, [...(kinds.get(part.kind) ?? []), ...rows])
  }
  return kinds
}

function wordsOf(value: DataValue, language: Language, text: Text): string {
  if (value.as === 'key') return text(language, value.text)
  if (value.as === 'names') return (language === 'en' && value.en) || value.text
  return value.text
}

const escaped = (words: string) => words.replace(/[&<>"']/g, mark => `&#${mark.charCodeAt(0)};`)

function pageOf(parts: readonly DataPart[], language: Language, text: Text): string {
  const say = (key: string, values?: Record<string, string>) => escaped(text(language, key, values))
  const sections = parts.map(part => {
    const at = part.organisation
    const where = at ? ` · ${escaped((language === 'en' && at.name.en) || at.name.zh)}` : ''
    const rows = part.rows.map(
      row =>
        `<dl>${row
          .map(
            ({ name, value }) =>
              `<dt>${say(`data.field.${name}`)}</dt><dd>${escaped(wordsOf(value, language, text))}</dd>`,
          )
          .join('')}</dl>`,
    )
    return `<section><h2>${say(`data.${part.kind}`)}${where}</h2><p>${say(`data.${part.kind}.note`)}</p>${rows.join('')}</section>`
  })
  const title = say('members.export.file')
  return `<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><meta charset="utf-8"><title>${title}</title>
<style>body{font:16px/1.6 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}dl{display:grid;grid-template-columns:11rem 1fr;border-top:1px solid #ccc;padding:.5rem 0;margin:0}dt{color:#555}dd{margin:0}</style>
<h1>${title}</h1><p>${say('members.export.made', { at: new Date().toISOString() })}</p>${sections.join('')}</html>`
}
