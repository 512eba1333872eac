export const LICENCES = [
  'cc0',
  'cc_by',
  'cc_by_sa',
  'cc_by_nc',
  'cc_by_nc_sa',
  'cc_by_nd',
  'cc_by_nc_nd',
  'group_teaching',
  'custom',
  'unknown',
] as const
export type Licence = (typeof LICENCES)[number]

export const USES = ['teach', 'modify', 'show', 'publish', 'commercial'] as const
export type Use = (typeof USES)[number]

/** What a licence asks of whoever takes something under it. */
export const ASKS = [
  'attribution',
  'share_alike',
  'no_commerce',
  'no_changes',
  'teaching_only',
  'own_text',
] as const
export type Ask = (typeof ASKS)[number]

const has = (licence: Licence, part: string) => licence.split('_').includes(part)
const isCreativeCommons = (licence: Licence) => licence.startsWith('cc')

/**
 * The uses a licence can allow. Those of Creative Commons follow from its elements (creativecommons.org, the deeds of
 * version 4.0: NC leaves out commerce, ND changed copies); the group's own is for teaching among its members.
 */
export function usesUnder(licence: Licence): readonly Use[] {
  if (licence === 'group_teaching') return ['teach', 'modify', 'show']
  if (!isCreativeCommons(licence)) return USES
  return USES.filter(
    use => !(use === 'commercial' && has(licence, 'nc')) && !(use === 'modify' && has(licence, 'nd')),
  )
}

/** Creative Commons decides the uses itself; elsewhere the owner chooses among those that can be allowed. */
export const fixesUses = isCreativeCommons

export function asksOf(licence: Licence): readonly Ask[] {
  if (licence === 'group_teaching') return ['attribution', 'teaching_only']
  if (licence === 'custom') return ['own_text']
  const parts: [string, Ask][] = [
    ['by', 'attribution'],
    ['sa', 'share_alike'],
    ['nc', 'no_commerce'],
    ['nd', 'no_changes'],
  ]
  return isCreativeCommons(licence) ? parts.filter(([part]) => has(licence, part)).map(([, ask]) => ask) : []
}
