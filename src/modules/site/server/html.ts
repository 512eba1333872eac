/** Text that may stand in a page as it is: everything else in it has been escaped. */
export class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}
export type Part = Markup | string | number | null | false | undefined | readonly Part[]

const ESCAPED: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
/** What XML 1.0 cannot hold; pages and feeds do without it alike. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters meant
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

export const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(UNPRINTABLE, '')
    .replace(/[&<>"']/g, character => ESCAPED[character] ?? '')

function written(part: Part): string {
  if (part instanceof Markup) return part.text
  if (part === null || part === undefined || part === false) return ''
  if (Array.isArray(part)) return part.map(written).join('')
  return escaped(String(part))
}

/** A piece of HTML or XML. What is put into it is escaped unless it is markup itself; attributes stand in quotes. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  return new Markup(strings.map((string, i) => string + written(parts[i])).join(''))
}

/** Data for machines within a page; nothing in it can end its element. */
export function dataBlock(data: object): Markup {
  const json = JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return new Markup(`<script type="application/ld+json">${json}</script>`)
}
