import type { Viewer } from '#platform/contract/access.ts'
import { missing } from '#platform/contract/errors.ts'
import { selectHistory } from '#platform/server/audit/history.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/people.ts'
import { ADMINISTRATORS, mayReadContact, READERS, readPerson as readPermission } from '../policy.ts'
import { selectPeople, selectPeopleCounts } from './queries/people-list.ts'
import { selectNames, selectOptionalPerson, selectOthers, selectRelatives } from './queries/person.ts'
import { fail } from './values.ts'

/** The organisation the viewer acts for; lists of people are always of this one. */
export function ownOrganisation(context: Context): string {
  return context.signedIn().organisationId ?? fail('forbidden', 'members.no_organisation')
}

export const listPeople: Handler<typeof contract.listPeople> = async (context, { query }) => {
  const organisationId = ownOrganisation(context)
  const page = await selectPeople(context, organisationId, query, query)
  context.noteReading(
    organisationId,
    page.rows.map(row => row.id),
  )
  return page
}

export const countPeople: Handler<typeof contract.countPeople> = (context, { query }) =>
  selectPeopleCounts(context, ownOrganisation(context), query)

export const getPerson: Handler<typeof contract.getPerson> = async (context, { params }) => {
  const viewer = context.signedIn()
  const found = (await selectOptionalPerson(context.db, viewer, params.id)) ?? missing()
  const { person, personId, facts } = found
  context.require(readPermission, facts)
  if (personId !== viewer.personId) context.noteReading(person.organisation.id, [person.id])
  const close = mayReadContact(viewer, facts)
  return {
    ...person,
    // They see who somebody is and what they do, nothing of their record: the number is what one signs in with.
    ...(isStranger(viewer, facts) ? { number: null, class: null, claimed: false } : {}),
    contact: close ? found.contact : null,
    guardians: close ? await selectRelatives(context.db, params.id, 'guardians') : [],
    children: close ? await selectRelatives(context.db, params.id, 'children') : [],
    others: personId && close ? await othersOf(context, viewer, { id: params.id, personId, facts }) : [],
    history: keeps(viewer, facts) ? await historyOf(context, params.id) : [],
  }
}

type Facts = Parameters<typeof mayReadContact>[1]

const keeps = (viewer: Viewer, facts: Facts) =>
  viewer.organisationId === facts.organisationId &&
  (ADMINISTRATORS as readonly string[]).includes(viewer.role)

/** Who sees somebody only because they are listed: from elsewhere, or a pupil or family of the same school. */
const isStranger = (viewer: Viewer, facts: Facts) =>
  !mayReadContact(viewer, facts) &&
  !(viewer.organisationId === facts.organisationId && (READERS as readonly string[]).includes(viewer.role))

function othersOf(context: Context, viewer: Viewer, who: { id: string; personId: string; facts: Facts }) {
  const own = who.personId === viewer.personId
  return selectOthers(context.db, { ...who, organisationId: own ? null : who.facts.organisationId })
}

async function historyOf(context: Context, id: string) {
  const entries = await selectHistory(context.db, 'affiliation', id)
  const names = await selectNames(
    context.db,
    entries.flatMap(entry => entry.affiliationId ?? []),
  )
  return entries.map(({ at, action, affiliationId }) => ({
    at,
    action,
    by: (affiliationId && names.get(affiliationId)) || null,
  }))
}
