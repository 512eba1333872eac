import { administratorRoleOf } from '#modules/members/rules/roles.ts'
import { daysAfter } from '#platform/contract/days.ts'
import type { Calendar } from '../calendar.ts'
import { GROUP_ID, GROUP_NAME } from '../groups.ts'
import { organisationOf } from '../organisations/list.ts'
import { organisationId } from '../organisations/rows.ts'
import { affiliationId } from '../people/ids.ts'
import { demoId } from '../random.ts'
import type { Batch } from '../rows.ts'
import { applicationRows } from './applications.ts'
import { capabilityRows } from './capabilities.ts'
import { charterRows } from './charters.ts'
import { ASKED, contactRows } from './contacts.ts'
import { duesRows } from './dues.ts'
import { noticeRows } from './notices.ts'
import { organRows } from './organs.ts'
import type { People, Plain } from './plain.ts'
import { PROPOSED, relationRows } from './relations.ts'

/** What the groups do: organs, charters, relations, dues, applications, notices, and what waits for whom of it. */
export function* lifeBatches(calendar: Calendar, people: People): Generator<Batch> {
  yield { capabilities: capabilityRows(calendar), contacts: contactRows(calendar, people) }
  const { organs, terms } = organRows(calendar, people)
  yield { organs, terms, charters: charterRows(calendar, people) }
  yield { relations: relationRows(calendar, people) }
  const { duesSchemes, dues, duesPayments, open } = duesRows(calendar, people)
  yield { duesSchemes, dues, duesPayments }
  const { applications, applicationSteps, waiting } = applicationRows(calendar, people)
  yield { applications, applicationSteps }
  yield noticeRows(calendar, people)
  yield { todos: [...todoRows(calendar, open, waiting)] }
}

function* todoRows(
  { asOf }: Calendar,
  open: ReturnType<typeof duesRows>['open'],
  waiting: ReturnType<typeof applicationRows>['waiting'],
): Generator<Plain> {
  const todo = (key: string, values: Plain): Plain => ({
    ...{ id: demoId(`todo ${key}`), dueOn: null, createdAt: `${daysAfter(asOf, -3)}T01:00:00Z` },
    ...values,
  })
  const administrators = (code: string) =>
    `o:${organisationId(code)}:${administratorRoleOf(organisationOf(code).kind)}`
  for (const due of open)
    yield todo(`due ${due.code}`, {
      ...{ desk: administrators(due.code), kind: 'members.dues_open', path: '/dues', dueOn: due.dueOn },
      data: JSON.stringify({ group: GROUP_NAME, year: due.year, yuan: due.amountFen / 100 }),
      ...{ subjectKind: 'due', subjectId: due.id },
    })
  const kinds = { submitted: 'members.application_check', checked: 'members.application_decide' }
  for (const { id, state, zh, reference } of waiting)
    if (state !== 'incomplete')
      yield todo(`application ${id}`, {
        ...{ desk: `g:${GROUP_ID}:secretariat`, kind: kinds[state], path: `/applications/${id}` },
        data: JSON.stringify({ name: zh, reference }),
        ...{ subjectKind: 'application', subjectId: id },
      })
  const school = organisationOf(PROPOSED.to)
  yield todo('relation', {
    ...{ desk: administrators(school.code), kind: 'members.relation_partner_of' },
    path: `/organisations/${organisationId(school.code)}#relations`,
    data: JSON.stringify({ organisation: organisationOf(PROPOSED.from).zh }),
    ...{ subjectKind: 'relation', subjectId: PROPOSED.id },
  })
  yield todo('contact', {
    ...{ desk: `a:${affiliationId(ASKED.who)}`, kind: 'members.contact_asked', path: '/contacts' },
    data: JSON.stringify({ organisation: school.zh, purpose: ASKED.purpose }),
    ...{ subjectKind: 'contact', subjectId: ASKED.id },
  })
}
