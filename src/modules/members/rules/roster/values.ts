const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/
const FORMULA = /^\s*[=+\-@＝＋－＠]/

/** A cell's text without what cannot be seen at its ends or between characters. */
export function plainText(cell: string): string {
  return cell
    .replace(INVISIBLE, '')
    .replace(/[ \u00a0\u3000]+/g, ' ')
    .trim()
}

export function hasControlCharacters(text: string): boolean {
  return CONTROL.test(text)
}

/** A text that spreadsheet programs would run. */
export function isFormulaLike(text: string): boolean {
  return FORMULA.test(text)
}

/** Full-width digits and letters as plain ones, without spaces: numbers are typed and compared. */
export function plainNumber(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '')
}

const DAY =
  /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/
const MONTH = /^(\d{4})(?:-|\/|\.|年)?(\d{1,2})月?$/

/**
 * A calendar day as `yyyy-mm-dd`, from the ways in which Chinese tables write one; undefined when it is none.
 * @param monthly takes a month without a day for its first day
 */
export function readDay(cell: string, monthly = false): string | undefined {
  const text = cell
    .normalize('NFKC')
    .replace(/\s*(年|月|日)\s*/g, '$1')
    .trim()
  const whole = DAY.exec(text) ?? COMPACT.exec(text)
  if (whole) return dayOf(whole[1], whole[2], whole[3])
  const month = monthly && MONTH.exec(text)
  return month ? dayOf(month[1], month[2], '1') : undefined
}

function dayOf(year = '', month = '', day = ''): string | undefined {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return Number.isFinite(date.getTime()) && date.toISOString().slice(0, 10) === text ? text : undefined
}

/** Year of entry: 2025, 2025级, 25级; undefined when it is something else (高一 says nothing lasting). */
export function readCohort(cell: string): number | undefined {
  const found = /^(?:(\d{4})(?:级|年|年级)?|(\d{2})级)$/.exec(plainNumber(cell))
  if (!found) return undefined
  const year = found[1] ? Number(found[1]) : 2000 + Number(found[2])
  return year >= 1950 && year <= 2100 ? year : undefined
}

/** A telephone number as people write it; undefined when it is none. */
export function readPhone(cell: string): string | undefined {
  const text = cell.normalize('NFKC').replace(/\s+/g, ' ')
  const digits = text.replace(/\D/g, '').length
  return /^\+?[\d ()./#转-]+$/.test(text) && digits >= 5 && digits <= 20 ? text : undefined
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/**
 * Whether a text is a citizen identity number, alone or behind the letter that national student numbers put
 * before it. Source of the form and its check character: GB 11643-1999.
 */
export function isNationalId(text: string): boolean {
  if (text.length < 18) return false
  const found = /^[A-Z]?(\d{17})([\dX])$/.exec(plainNumber(text).toUpperCase())
  if (!found?.[1]) return false
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(found[1]?.[i]), 0)
  return (
    '10X98765432'[sum % 11] === found[2] &&
    dayOf(found[1].slice(6, 10), found[1].slice(10, 12), found[1].slice(12, 14)) !== undefined
  )
}
