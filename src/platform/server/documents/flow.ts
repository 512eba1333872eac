/** A cell's column: its share of the width, and where its text stands. */
export type FlowColumn = { header: string; share: number; align?: 'left' | 'right' | 'center' }

/** One piece of a document that flows over pages. */
export type FlowBlock =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string; soft?: boolean }
  | { kind: 'facts'; facts: readonly (readonly [label: string, value: string])[] }
  | { kind: 'table'; columns: readonly FlowColumn[]; rows: readonly FlowRow[] }
  /** Lines to sign and date on, each with who signs there. */
  | { kind: 'signatures'; lines: readonly string[]; date: string }

/** `strong` for sums and group headings. */
export type FlowRow = { cells: readonly string[]; strong?: boolean }

/** A document as its author thinks of it; `pdf-flow.ts` and `docx-flow.ts` set it. */
export type FlowDocument = {
  title: string
  subtitle: string
  language: 'zh' | 'en'
  author: string
  blocks: readonly FlowBlock[]
}
