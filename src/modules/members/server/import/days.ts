const inZone = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' })

/** Today in the groups' zone, `yyyy-mm-dd`. */
export function today(now = new Date()): string {
  return inZone.format(now)
}
