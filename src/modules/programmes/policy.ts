import { permission, type Viewer } from '#platform/contract/access.ts'
import { STATES, type State } from './rules/vocabulary.ts'

/** Who leads programmes at a school. */
export const EDITORS = ['school_admin', 'teacher'] as const
/** Who keeps frameworks and occupations of an organisation of their own; the secretariat keeps its group's. */
export const KEEPERS = ['school_admin', 'teacher', 'company_hr', 'association_staff', 'secretariat'] as const
/** Who can sit on a committee. */
export const REVIEWERS = [
  'teacher',
  'school_admin',
  'company_hr',
  'mentor',
  'expert',
  'association_staff',
] as const

/** A version, as far as reading and changing it depends on it. */
export type VersionFacts = {
  organisationId: string
  state: State
  reviewerIds: readonly string[]
  /** Groups in one of whose programme groups its programme is. */
  groupIds: readonly string[]
}

/** What an organisation keeps, or a group together. */
export type OwnFacts = { organisationId: string; groupId: string | null }

const OPEN: readonly State[] = STATES.filter(state => state === 'in_force' || state === 'closed')
const isEditor = (viewer: Viewer, organisationId: string) =>
  viewer.organisationId === organisationId && (EDITORS as readonly string[]).includes(viewer.role)

/** Programmes, frameworks, occupations and programme groups are open to whoever is signed in. */
export const browse = permission('programmes.browse', 'signed_in')

/**
 * A version in force, or one that was, is open to whoever is signed in; before that it is read by its school's staff,
 * by its reviewers and by the secretariat in whose programme group it is.
 */
export function mayReadVersion(viewer: Viewer, version: VersionFacts): boolean {
  return (
    OPEN.includes(version.state) ||
    isEditor(viewer, version.organisationId) ||
    (viewer.affiliationId !== null && version.reviewerIds.includes(viewer.affiliationId)) ||
    (viewer.role === 'secretariat' && viewer.groupId !== null && version.groupIds.includes(viewer.groupId))
  )
}
export const readVersion = permission<VersionFacts>('programmes.readVersion', 'signed_in', mayReadVersion)

/** What the committee wrote stays with the school, the committee and the secretariat of the programme group. */
export const mayReadOpinions = (viewer: Viewer, version: VersionFacts) =>
  mayReadVersion(viewer, { ...version, state: 'draft' })

/** Programmes and their drafts are kept by the teachers and administrators of their school. */
export const createProgramme = permission('programmes.createProgramme', EDITORS)
export const editProgramme = permission<{ organisationId: string }>(
  'programmes.editProgramme',
  EDITORS,
  (viewer, programme) => isEditor(viewer, programme.organisationId),
)

/** The school decides through its administrators. */
export const decideVersion = permission<{ organisationId: string }>(
  'programmes.decideVersion',
  ['school_admin'],
  (viewer, version) => viewer.organisationId === version.organisationId,
)

/** An opinion is given by whoever was invited to give it, and by nobody in their place. */
export const giveOpinion = permission<VersionFacts>(
  'programmes.giveOpinion',
  REVIEWERS,
  (viewer, version) => viewer.affiliationId !== null && version.reviewerIds.includes(viewer.affiliationId),
)

/** Frameworks and occupations are entered by those who keep them, and changed by the same. */
export const createOwn = permission('programmes.createOwn', KEEPERS)
export const keepOwn = permission<OwnFacts>('programmes.keepOwn', KEEPERS, (viewer, own) =>
  own.groupId
    ? viewer.role === 'secretariat' && viewer.groupId === own.groupId
    : viewer.role !== 'secretariat' && viewer.organisationId === own.organisationId,
)

/** What companies look for, companies say. */
export const reportResearch = permission('programmes.reportResearch', ['company_hr', 'mentor'])

/** Programme groups are put together by the secretariat of the group. */
export const createProgrammeGroup = permission('programmes.createProgrammeGroup', ['secretariat'])
export const keepProgrammeGroup = permission<{ groupId: string }>(
  'programmes.keepProgrammeGroup',
  ['secretariat'],
  (viewer, group) => viewer.groupId === group.groupId,
)
