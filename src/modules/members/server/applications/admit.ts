import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { today } from '#platform/contract/days.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type { Admission, admitApplicant as contract } from '../../contract/application-decisions.ts'
import { administratorRoleOf } from '../../rules/roles.ts'
import { insertMembershipStep } from '../queries/membership-steps.ts'
import { insertMembership, selectNextNumber } from '../queries/memberships.ts'
import { insertOrganisation } from '../queries/organisations.ts'
import { insertAffiliation } from '../queries/person-changes.ts'
import { signatureOf } from '../signature.ts'
import { fail } from '../values.ts'
import { takeStep } from './decide.ts'
import { writeToContact } from './letters.ts'
import { type StoredApplication, selectIsMember, selectKnown } from './queries.ts'

/** A code to hand over where no letter carries it. */
export type Invitation = { code: string; link: string; expiresAt: string } | null
export type Admitted = {
  organisationId: string
  /** The administrator's entry, which nobody has claimed yet. */
  affiliationId: string
  email: string
  language: 'zh' | 'en'
}
type Inviter = (context: Context, admitted: Admitted) => Promise<Invitation>

let invite: Inviter = async () => null

/** Whoever keeps accounts says here how a new member's first administrator is invited. */
export function inviteAdmittedBy(inviter: Inviter): void {
  invite = inviter
}

type Outcome = { organisationId: string; membershipId: string; number: string; invitation: Invitation }

/**
 * Carries out a council's decision to admit an applicant, in the caller's transaction and the viewer's name: the
 * organisation (or the one the platform knows by this code) becomes a member with number and date, its contact person
 * its first administrator, who is invited, and a letter tells them.
 * @throws Failure `stale`, `members.application_not_now`, `members.is_member`, and what codes and numbers refuse
 */
export async function admit(
  context: Context,
  decision: Admission & { applicationId: string; version: number },
): Promise<Outcome> {
  const { applicationId: id, version, decidedOn, resolution, votes, position, startsOn } = decision
  const { db } = context
  let made: Omit<Outcome, 'invitation'> | undefined
  const { application } = await takeStep(
    context,
    { id, version },
    'admitted',
    { decidedOn, resolution, votes },
    async application => {
      const { groupId, uscc } = application
      if (await selectIsMember(db, groupId, uscc)) fail('conflict', 'members.is_member')
      const known = await selectKnown(db, uscc)
      const organisationId =
        known?.id ?? (await insertOrganisation(db, organisationOf(application, decision.code)))
      const number = decision.number ?? (await selectNextNumber(db, groupId, startsOn.slice(0, 4)))
      const membership = { groupId, organisationId, position, startsOn, number }
      made = { organisationId, number, membershipId: await insertMembership(db, membership) }
      return organisationId
    },
  )
  if (!made) throw new Error('an application was admitted without its membership')
  await insertMembershipStep(db, {
    ...{ membershipId: made.membershipId, kind: 'admitted', day: startsOn, resolution },
    by: await signatureOf(context),
  })
  await context.audit({
    action: 'members.member_admitted',
    subject: { kind: 'membership', id: made.membershipId },
    organisationId: made.organisationId,
    data: { number: made.number, position, startsOn, resolution },
  })
  const invitation = await firstAdministrator(context, application, made.organisationId)
  await writeToContact(context, id, 'admitted')
  return { ...made, invitation }
}

/** The contact person as administrator, unless the organisation has one. */
async function firstAdministrator(
  context: Context,
  application: StoredApplication,
  organisationId: string,
): Promise<Invitation> {
  const { contactName: name, contactEmail: email, contactPhone: phone, language } = application
  const { db } = context
  const without = await sql`select from members.without_administrator() as id
    where id = ${organisationId}`.execute(db)
  if (without.rows.length === 0 || !name || !email) return null
  const role = administratorRoleOf(application.kind)
  const affiliationId = await insertAffiliation(db, {
    ...{ organisationId, role, name, email, phone, number: null, startsOn: today(), listed: false },
    ...{ externalId: null, classId: null, position: null, birthDate: null },
  })
  await context.audit({
    action: 'members.administrator_appointed',
    subject: { kind: 'affiliation', id: affiliationId },
    organisationId,
    data: { role },
  })
  return invite(context, { organisationId, affiliationId, email, language })
}

function organisationOf(application: StoredApplication, code: string | null) {
  const { kind, nameZh, nameEn, uscc, fieldsZh, fieldsEn } = application
  return {
    ...{ kind, uscc, code: code ?? makeCode() },
    name: { zh: nameZh, en: nameEn },
    fields: { zh: fieldsZh, en: fieldsEn },
    ...{ short: null, region: null, summary: null, website: null, place: null },
    address: { zh: application.address, en: null },
  }
}

const SPOKEN = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** A sign-in code for an organisation that named none; the database refuses one that is taken. */
function makeCode(): string {
  return `M${Array.from({ length: 6 }, () => SPOKEN[randomInt(SPOKEN.length)]).join('')}`
}

export const admitApplicant: Handler<typeof contract> = (context, { params, body }) =>
  admit(context, { ...body, applicationId: params.id })
