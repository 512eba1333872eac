/** A run of text within a line. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'strong'; text: string }
  | { kind: 'link'; text: string; href: string }
export type Block =
  | { kind: 'heading'; inline: Inline[] }
  | { kind: 'paragraph'; lines: Inline[][] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] }

const INLINE = /\*\*([^*\n]+)\*\*|\[([^\]\n]{1,200})\]\((https?:\/\/[^\s()<>"]{1,500})\)/g

/** `**strong**` and `[words](https://…)`; everything else, tags too, is the text it is. */
export function readInline(line: string): Inline[] {
  const parts: Inline[] = []
  let from = 0
  for (const match of line.matchAll(INLINE)) {
    if (match.index > from) parts.push({ kind: 'text', text: line.slice(from, match.index) })
    const [whole, strong, words, href] = match
    if (strong !== undefined) parts.push({ kind: 'strong', text: strong })
    else if (words !== undefined && href !== undefined && URL.canParse(href))
      parts.push({ kind: 'link', text: words, href })
    else parts.push({ kind: 'text', text: whole })
    from = match.index + whole.length
  }
  if (from < line.length) parts.push({ kind: 'text', text: line.slice(from) })
  return parts
}

/** Paragraphs, headings (`#`) and lists (`-`, `1.`) of a text; there is no HTML in it, only blocks and runs. */
export function readBlocks(text: string): Block[] {
  const blocks: Block[] = []
  let open = false
  for (const raw of text.split(/\r\n|\r|\n/)) {
    const line = raw.trim()
    const last = open ? blocks.at(-1) : undefined
    const item = /^(?:([-*•])|\d{1,3}[.、)])\s+(.+)$/.exec(line)
    const heading = /^#{1,3}\s+(.+)$/.exec(line)
    open = line !== ''
    if (line === '') continue
    if (heading) {
      blocks.push({ kind: 'heading', inline: readInline(heading[1] ?? '') })
      open = false
    } else if (item) {
      const ordered = item[1] === undefined
      const entry = readInline(item[2] ?? '')
      if (last?.kind === 'list' && last.ordered === ordered) last.items.push(entry)
      else blocks.push({ kind: 'list', ordered, items: [entry] })
    } else if (last?.kind === 'paragraph') last.lines.push(readInline(line))
    else blocks.push({ kind: 'paragraph', lines: [readInline(line)] })
  }
  return blocks
}
