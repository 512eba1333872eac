import type { OrganisationKind } from '../contract/vocabulary.ts'

export const RELATION_KINDS = ['lead_of', 'supervised_by', 'partner_of', 'alliance_of'] as const
export type RelationKind = (typeof RELATION_KINDS)[number]

/** What says something about both sides: one proposes it, the other confirms it. */
export const AGREED_KINDS = ['partner_of', 'alliance_of'] as const
/** What a group says of its members: its secretariat enters it. */
export const GROUP_WIDE_KINDS = ['lead_of', 'supervised_by'] as const

export const RELATION_STATES = ['proposed', 'confirmed', 'declined', 'withdrawn'] as const
export type RelationState = (typeof RELATION_STATES)[number]

type Side = { id: string; kind: OrganisationKind }

/**
 * Which side a proposed relation goes out from: an alliance is the alliance of its member, whoever proposes it;
 * partners are alike, and the proposer is named first. Null where neither side, or both, is an alliance.
 */
export function sidesOf(
  kind: (typeof AGREED_KINDS)[number],
  proposer: Side,
  other: Side,
): { fromId: string; toId: string } | null {
  if (kind === 'partner_of') return { fromId: proposer.id, toId: other.id }
  const [proposes, joins] = [proposer.kind === 'alliance', other.kind === 'alliance']
  if (proposes === joins) return null
  return proposes ? { fromId: proposer.id, toId: other.id } : { fromId: other.id, toId: proposer.id }
}

/** Whether a relation holds on a day, its last day included. */
export const holdsOn = (relation: { startsOn: string; endsOn: string | null }, day: string): boolean =>
  relation.startsOn <= day && (relation.endsOn === null || relation.endsOn >= day)
