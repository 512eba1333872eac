import { putTodo } from '#modules/information/server/index.ts'
import { today } from '#platform/contract/days.ts'
import {
  asDay,
  asInstant,
  asKey,
  asText,
  type DataPart,
  type DataReach,
  fieldsOf,
  type PersonalDataSource,
} from '#platform/server/personal-data.ts'
import { keepUntil, keptPeriodOf } from '../../rules/privacy.ts'
import { administratorRoleOf } from '../../rules/roles.ts'
import { removeFile } from '../import/stored-files.ts'
import { selectKind } from '../queries/person-changes.ts'
import { daysOf } from './periods.ts'
import { selectOwnCorrections } from './queries/corrections.ts'
import { type Entry, selectConcerned } from './queries/entries.ts'
import { updateGone } from './queries/exports.ts'
import {
  eraseEntry,
  eraseRequests,
  insertDuty,
  leaveEntry,
  mergeRows,
  pseudonymise,
  selectHasOtherAdministrator,
  selectJoined,
  selectOwnPerson,
  selectSentTransfers,
} from './queries/leaving.ts'

const names = (place: Entry['organisation']) => ({
  as: 'names' as const,
  text: place.name.zh,
  en: place.name.en,
})

function entryPart(entry: Entry): DataPart {
  return {
    kind: 'members.entry',
    organisation: entry.organisation,
    affiliationId: entry.id,
    total: 1,
    rows: [
      fieldsOf({
        role: asKey(`role.${entry.role}`),
        name: asText(entry.name),
        name_latin: asText(entry.nameLatin),
        number: asText(entry.number),
        external_id: asText(entry.externalId),
        class: asText(entry.className),
        position: entry.positionZh ? { as: 'names', text: entry.positionZh, en: entry.positionEn } : null,
        email: asText(entry.email),
        phone: asText(entry.phone),
        birth_date: asDay(entry.birthDate),
        listed: asKey(entry.listed ? 'data.yes' : 'data.no'),
        starts_on: asDay(entry.startsOn),
        ends_on: asDay(entry.endsOn),
        joined_at: asInstant(entry.joinedAt),
      }),
    ],
  }
}

/** The person, each entry an organisation keeps of them, and what they asked for. */
async function collect({ db, personId, most }: DataReach): Promise<DataPart[]> {
  const person = await selectOwnPerson(db, personId)
  const own = { organisation: null, affiliationId: null }
  const entries = (await selectConcerned(db)).filter(entry => !entry.forChild)
  const corrections = await selectOwnCorrections(db)
  const transfers = await selectSentTransfers(db, personId)
  return [
    {
      ...own,
      kind: 'members.person',
      total: person ? 1 : 0,
      rows: person
        ? [
            fieldsOf({
              name: asText(person.displayName),
              language: asKey(`data.language.${person.language}`),
              since: asInstant(person.createdAt),
            }),
          ]
        : [],
    },
    ...entries.map(entryPart),
    {
      ...own,
      kind: 'members.corrections',
      total: corrections.length,
      rows: corrections.slice(0, most).map(asked =>
        fieldsOf({
          organisation: names(asked.organisation),
          field: asKey(`members.correct.${asked.field}`),
          wanted: asText(asked.wanted),
          reason: asText(asked.reason),
          state: asKey(`members.correction.${asked.state}`),
          answer: asText(asked.answer),
          since: asInstant(asked.createdAt),
        }),
      ),
    },
    {
      ...own,
      kind: 'members.transfers',
      total: transfers.length,
      rows: transfers.slice(0, most).map(moved =>
        fieldsOf({
          organisation: names(moved.to),
          name: asText(moved.name),
          birth_date: asDay(moved.birthDate),
          former_school: asText(moved.formerSchool),
          class: asText(moved.formerClass),
          message: asText(moved.message),
          state: asKey(`members.transfer.${moved.state}`),
          since: asInstant(moved.createdAt),
        }),
      ),
    },
  ]
}

/** Leaves every entry to its organisation, which decides what it has to keep; the account's own name goes. */
const erase: PersonalDataSource['erase'] = async (db, personId, services) => {
  for (const entry of await selectJoined(db, personId)) {
    const days = await daysOf(db, keptPeriodOf(entry.role))
    await leaveEntry(db, entry.id)
    const duty = await insertDuty(db, {
      ...entry,
      keepUntil: keepUntil({ endsOn: entry.endsOn, today: today(), days }),
    })
    const role = administratorRoleOf(await selectKind(db, entry.organisationId))
    const orphaned = entry.role === role && !(await selectHasOtherAdministrator(db, entry.organisationId))
    const desks = orphaned
      ? entry.groupIds.map(groupId => ({ groupId, role: 'secretariat' as const }))
      : [{ organisationId: entry.organisationId, role }]
    for (const desk of desks)
      await putTodo(db, {
        desk,
        kind: orphaned ? 'members.administrator_gone' : 'members.erasure_duty',
        path: orphaned ? `/organisations/${entry.organisationId}` : '/erasure-duties',
        subject: { kind: 'erasure_duty', id: duty },
      })
  }
  await eraseRequests(db, personId)
  await pseudonymise(db, personId)
  for (const sha256 of await updateGone(db, personId)) await removeFile(services, sha256)
}

export const membersPersonalData: PersonalDataSource = { collect, erase, merge: mergeRows, eraseEntry }
