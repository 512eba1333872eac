type UserCounts = { file: string; changed: number; back: number; unchanged: number; ended: number }

/** Fewer people than this are looked through by eye. */
const FEW = 10
const MANY_SHARE = 0.2

/**
 * How many people an import would end, where that is so many that a wrong or half file is likelier than so many
 * leavers: then its administrator must say yes once more.
 */
export function endsMany(counts: readonly UserCounts[]): { count: number; percent: number } | null {
  const users = counts.find(count => count.file === 'users')
  if (!users || users.ended < FEW) return null
  const before = users.changed + users.unchanged + users.ended
  const share = users.ended / before
  return share > MANY_SHARE ? { count: users.ended, percent: Math.round(share * 100) } : null
}
