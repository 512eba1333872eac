/** What schools and companies of a group give one another. */
export const CAPABILITY_KINDS = [
  'internships',
  'practice_base',
  'teachers',
  'equipment',
  'projects',
  'courses',
  'training',
  'graduates',
  'technical_service',
  'assets',
  'other',
] as const
export type CapabilityKind = (typeof CAPABILITY_KINDS)[number]

export const DIRECTIONS = ['offered', 'sought'] as const
export type Direction = (typeof DIRECTIONS)[number]

/** Found until the end of its last day. */
export const isOpen = (capability: { validUntil: string | null }, today: string): boolean =>
  capability.validUntil === null || capability.validUntil >= today
