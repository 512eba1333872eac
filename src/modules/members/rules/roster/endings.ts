/** A file that would end more than this share of its people is more likely incomplete than true. */
const MANY = 0.2

export function endsMany({ ended, inScope }: { ended: number; inScope: number }): boolean {
  return ended > inScope * MANY
}
