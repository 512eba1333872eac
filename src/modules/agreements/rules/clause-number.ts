const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** The number of a clause as an agreement writes it: 第十二条 in Chinese (1 to 99), "Clause 12" in words of the page. */
export function hanNumber(number: number): string {
  if (!Number.isInteger(number) || number < 1 || number > 99) return String(number)
  const [tens, ones] = [Math.floor(number / 10), number % 10]
  const ten = tens === 0 ? '' : `${tens === 1 ? '' : DIGITS[tens]}十`
  return `${ten}${ones === 0 ? '' : DIGITS[ones]}`
}
