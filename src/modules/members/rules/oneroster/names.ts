const HAN = /\p{sc=Han}/u

/** One written name of the parts: 张小明 where both parts are Chinese, else given name first. */
export function fullName(family: string, given: string, middle: string | null): string {
  if (HAN.test(family) && HAN.test(given)) return `${family}${given}`
  return [given, middle, family].filter(part => part).join(' ')
}
