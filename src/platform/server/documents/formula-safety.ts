/**
 * Spreadsheet programs run a cell of a CSV file as a formula when it begins with one of these (full-width
 * forms too, in East Asian versions). A leading apostrophe keeps it text.
 *
 * CSV: every such text gets the apostrophe. XLSX: texts are stored as texts and never run, but "save as CSV"
 * would bring them back to life, so they get the apostrophe too, except a sign followed by nothing but digits
 * and number punctuation (+86 138 0000 0000, -5), which can call nothing. Reading takes one apostrophe off
 * again, so a sheet that was exported, mended and handed in keeps its values.
 */
const RUNS_AS_FORMULA = /^'*(?:[\s\u200b\ufeff]*[=+\-@＝＋－＠]|[\t\r\n])/
const NEUTRALISED = /^'+(?:[\s\u200b\ufeff]*[=+\-@＝＋－＠]|[\t\r\n])/
const PLAIN_NUMBER = /^[+-][\d\s().-]*$/

export function neutralise(text: string, format: 'csv' | 'xlsx'): string {
  if (!RUNS_AS_FORMULA.test(text)) return text
  return format === 'xlsx' && PLAIN_NUMBER.test(text) ? text : `'${text}`
}

/** The text that `neutralise` was given. */
export function restore(text: string): string {
  return text.charCodeAt(0) === 39 && NEUTRALISED.test(text) ? text.slice(1) : text
}
