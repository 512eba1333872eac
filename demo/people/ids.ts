import { demoId } from '../random.ts'
import type { DemoRole } from '../rows.ts'

/** What tells one affiliation from all others: its organisation's code, its role and a key within both. */
export type AffiliationKey = { code: string; role: DemoRole; key: string }

export const affiliationId = ({ code, role, key }: AffiliationKey) =>
  demoId(`affiliation ${code} ${role} ${key}`)

/** The person behind an affiliation that began somebody's time here; later ones name the first. */
export const personId = ({ code, role, key }: AffiliationKey) => demoId(`person ${code} ${role} ${key}`)
