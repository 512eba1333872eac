import {
  asInstant,
  asKey,
  asText,
  type DataPart,
  type DataReach,
  fieldsOf,
  type PersonalDataSource,
} from '#platform/server/personal-data.ts'
import { deviceOf } from '../rules/device.ts'
import { eraseAccount, eraseTrail, mergeAccountRows, selectKeysOf, selectTrailOf } from './queries/leaving.ts'
import { selectAccount } from './queries/people.ts'
import { selectSessions } from './queries/sessions.ts'

const own = { organisation: null, affiliationId: null }

/** How one signs in, and where one is signed in; never a password, a code or a key. */
async function collect({ system, personId, most }: DataReach): Promise<DataPart[]> {
  const account = await selectAccount(system, personId)
  const sessions = await selectSessions(system, personId)
  const keys = await selectKeysOf(system, personId)
  const trail = await selectTrailOf(system, personId, most)
  return [
    {
      ...{ ...own, kind: 'accounts.account', total: account ? 1 : 0 },
      rows: account
        ? [
            fieldsOf({
              email: asText(account.email),
              password: asKey(account.passwordHash ? 'data.yes' : 'data.no'),
              second_factor: asKey(account.secondFactor ? 'data.yes' : 'data.no'),
            }),
          ]
        : [],
    },
    {
      ...{ ...own, kind: 'accounts.sessions', total: sessions.length },
      rows: sessions.slice(0, most).map(session => {
        const { browser, system: machine } = deviceOf(session.userAgent)
        return fieldsOf({
          device: asText([browser, machine].filter(Boolean).join(' · ')),
          address: asText(session.address),
          since: asInstant(session.signedInAt),
          seen: asInstant(session.seenAt),
        })
      }),
    },
    {
      ...{ ...own, kind: 'accounts.keys', total: keys.length },
      rows: keys.slice(0, most).map(key =>
        fieldsOf({
          label: asText(key.name),
          organisation: { as: 'names', text: key.organisation.zh, en: key.organisation.en },
          since: asInstant(key.createdAt),
          ended: asInstant(key.revokedAt),
        }),
      ),
    },
    {
      ...{ ...own, kind: 'accounts.trail', total: trail.total },
      rows: trail.rows.map(row =>
        fieldsOf({ action: asKey(`audit.${row.action}`), since: asInstant(row.at) }),
      ),
    },
  ]
}

export const accountsPersonalData: PersonalDataSource = {
  collect,
  async erase(db, personId) {
    await eraseTrail(db, personId)
    await eraseAccount(db, personId)
  },
  merge: mergeAccountRows,
}
