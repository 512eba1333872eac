import { createHash } from 'node:crypto'
import type pg from 'pg'
import { canonicalText, type SignedText } from '#modules/agreements/rules/signed-text.ts'
import { gramsOf } from '#modules/agreements/server/text.ts'
import { putTodo } from '#modules/information/server/index.ts'
import { administratorRoleOf } from '#modules/members/server/index.ts'
import { kyselyOn } from '#platform/server/database/session.ts'
import type { Calendar } from '../calendar.ts'
import { GROUP_ID } from '../groups.ts'
import { organisationId } from '../organisations/rows.ts'
import { bridgeOf } from '../overpass/bridges.ts'
import { demoId } from '../random.ts'
import { AGREEMENTS, type ToldAgreement, type ToldVersion } from './told.ts'

const agreementId = (key: string) => demoId(`agreement ${key}`)
const versionId = (key: string, number: number) => demoId(`agreement version ${key} ${number}`)

type Party = {
  organisationId: string
  code: string
  role: SignedText['parties'][number]['role']
  nameZh: string
  nameEn: string | null
  uscc: string | null
  kind: Parameters<typeof administratorRoleOf>[0]
  affiliationId: string
  signer: string
}

/** Writes what organisations have agreed as they would have done it: drafted, sent, signed by each, in force. */
export async function writeAgreements(client: pg.PoolClient, calendar: Calendar): Promise<void> {
  for (const told of AGREEMENTS) {
    const parties = await partiesOf(client, told)
    const [drafter] = parties
    if (!drafter) continue
    await client.query('insert into agreements.agreements (id, kind, organisation_id) values ($1, $2, $3)', [
      ...[agreementId(told.key), told.kind, drafter.organisationId],
    ])
    for (const [index, version] of told.versions.entries())
      await writeVersion(client, calendar, { told, version, number: index + 1, parties, drafter })
  }
}

/** The parties as they are called today, each with the administrator who signs for it. */
async function partiesOf(client: pg.PoolClient, told: ToldAgreement): Promise<Party[]> {
  const parties: Party[] = []
  for (const [code, role] of told.parties) {
    const { rows } = await client.query<Omit<Party, 'code' | 'role'>>(
      `select o.id as "organisationId", o.name_zh as "nameZh", o.name_en as "nameEn", o.uscc, o.kind,
        a.id as "affiliationId", a.name as signer
      from members.organisations o join members.affiliations a on a.organisation_id = o.id
        and a.role in ('school_admin', 'company_hr', 'association_staff') and a.ends_on is null
      where o.id = $1 order by a.number, a.id limit 1`,
      [organisationId(code)],
    )
    const found = rows[0]
    if (!found) throw new Error(`nobody signs for ${code}`)
    parties.push({ ...found, code, role })
  }
  return parties
}

type Writing = {
  told: ToldAgreement
  version: ToldVersion
  number: number
  parties: Party[]
  drafter: Party
}

async function writeVersion(client: pg.PoolClient, { year }: Calendar, writing: Writing): Promise<void> {
  const { told, version, number, parties, drafter } = writing
  const id = versionId(told.key, number)
  const day = ([offset, rest]: readonly [number, string]) => `${year + offset}-${rest}`
  const signedOn = day(version.signed)
  const cohorts = version.cohorts?.map(offset => year + offset) ?? [null, null]
  const [title, titleEn] = version.title
  const names = parties.map(({ nameZh, nameEn }) => ({ zh: nameZh, en: nameEn }))
  await client.query(
    `insert into agreements.versions (id, agreement_id, number, drafted_by, group_id, based_on, reference, title_zh,
      title_en, from_date, until_date, from_cohort, until_cohort, open, by_affiliation_id, by_name, grams, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
    [
      ...[id, agreementId(told.key), number, drafter.organisationId, GROUP_ID],
      ...[number > 1 ? versionId(told.key, number - 1) : null, version.reference, title, titleEn],
      ...[day(version.from), version.until && day(version.until), cohorts[0], cohorts[1], version.open],
      ...[drafter.affiliationId, drafter.signer],
      ...[gramsOf({ zh: title, en: titleEn }, version.reference, names), `${signedOn}T01:00:00Z`],
    ],
  )
  const partyIds = parties.map(party => demoId(`agreement party ${told.key} ${number} ${party.code}`))
  for (const [place, party] of parties.entries())
    await client.query(
      `insert into agreements.parties (id, version_id, organisation_id, role, place, name_zh, name_en, uscc)
      values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [partyIds[place], id, party.organisationId, party.role, place, party.nameZh, party.nameEn, party.uscc],
    )
  for (const [index, clause] of version.clauses.entries()) {
    const bridge = clause.bridge && (await bridgeOf(client, clause.bridge, year))
    await client.query(
      `insert into agreements.clauses (id, version_id, line_id, number, title_zh, title_en, text_zh, text_en, kind, data,
        says_zh, says_en)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        ...[demoId(`agreement clause ${told.key} ${number} ${index + 1}`), id],
        ...[demoId(`agreement line ${told.key} ${clause.title[0]}`), index + 1],
        ...[...clause.title, ...clause.text, bridge ? 'bridge' : 'text'],
        ...(bridge ? [JSON.stringify(bridge.data), bridge.zh, bridge.en] : [null, [], []]),
      ],
    )
  }
  const hash = createHash('sha256')
    .update(canonicalText(await textOf(client, id, told.kind)))
    .digest('hex')
  await client.query(
    `update agreements.versions set state = 'review', round = 1, text_sha256 = $2, sent_at = $3 where id = $1`,
    [id, hash, `${signedOn}T01:30:00Z`],
  )
  for (const [index, party] of parties.entries()) {
    if (version.waiting?.includes(party.code)) {
      await ask(client, { ...writing, party, partyId: partyIds[index] as string })
      continue
    }
    await client.query(
      `insert into agreements.signatures (version_id, organisation_id, round, text_sha256, mode, signed_on,
        affiliation_id, signer_name, at) values ($1, $2, 1, $3, 'account', $4, $5, $6, $7)`,
      [
        ...[id, party.organisationId, hash, signedOn, party.affiliationId, party.signer],
        `${signedOn}T0${2 + index}:00:00Z`,
      ],
    )
  }
  await client.query('select agreements.complete($1)', [id])
}

/** The text as the database has it, which is what the parties sign. */
async function textOf(client: pg.PoolClient, id: string, kind: string): Promise<SignedText> {
  const { rows } = await client.query<{ text: Omit<SignedText, 'kind'> }>(
    `select json_build_object('number', v.number, 'reference', v.reference,
      'title', json_build_object('zh', v.title_zh, 'en', v.title_en), 'fromDate', v.from_date,
      'untilDate', v.until_date, 'fromCohort', v.from_cohort, 'untilCohort', v.until_cohort, 'open', v.open,
      'groupId', v.group_id, 'parties', (select json_agg(json_build_object('organisationId', p.organisation_id,
          'name', json_build_object('zh', p.name_zh, 'en', p.name_en), 'uscc', p.uscc, 'role', p.role,
          'mustSign', p.must_sign) order by p.place) from agreements.parties p where p.version_id = v.id),
      'clauses', (select json_agg(json_build_object('number', c.number, 'kind', c.kind, 'data', c.data,
          'title', json_build_object('zh', c.title_zh, 'en', c.title_en),
          'text', json_build_object('zh', c.text_zh, 'en', c.text_en),
          'says', json_build_object('zh', c.says_zh, 'en', c.says_en)) order by c.number)
        from agreements.clauses c where c.version_id = v.id)) as text
    from agreements.versions v where v.id = $1`,
    [id],
  )
  return { kind, ...(rows[0] as { text: Omit<SignedText, 'kind'> }).text }
}

/** Puts the text on the desk of a party that has yet to sign. */
async function ask(
  client: pg.PoolClient,
  { told, version, number, drafter, party, partyId }: Writing & { party: Party; partyId: string },
): Promise<void> {
  await putTodo(kyselyOn(client), {
    desk: { organisationId: party.organisationId, role: administratorRoleOf(party.kind) },
    kind: 'agreements.sign',
    data: { title: version.title[0], from: drafter.nameZh },
    path: `/agreements/${agreementId(told.key)}?version=${versionId(told.key, number)}`,
    subject: { kind: 'agreement_party', id: partyId },
  })
}
