/**
 * A count of people as others may read it: none, or enough of them that nobody is told by it. Where all but a few of a
 * whole are counted, those few are told as well, so that count is kept too.
 */
export function asMany(count: number, least: number, whole: number = count): number | null {
  const few = (n: number) => n > 0 && n < least
  return few(count) || few(whole - count) || few(whole) ? null : count
}
