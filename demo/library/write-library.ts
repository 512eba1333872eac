import type pg from 'pg'
import { putTodo } from '#modules/information/server/index.ts'
import { usesUnder } from '#modules/library/rules/licences.ts'
import { hasPreview, isFilm, isSound } from '#modules/library/rules/media-type.ts'
import { insertPackage } from '#modules/library/server/queries/packages.ts'
import { textOf } from '#modules/library/server/text.ts'
import { kyselyOn } from '#platform/server/database/session.ts'
import type { Calendar } from '../calendar.ts'
import { GROUP_ID } from '../groups.ts'
import { organisationId } from '../organisations/rows.ts'
import { demoId } from '../random.ts'
import { type DemoContent, demoContents } from './contents.ts'
import { itemId } from './ids.ts'
import { ITEMS, REQUESTS, type ToldItem } from './told.ts'

type Somebody = { affiliationId: string; name: string }

/** Writes what members have brought to the library, as they would have done it; the bytes go to the store apart. */
export async function writeLibrary(client: pg.PoolClient, calendar: Calendar): Promise<void> {
  const contents = await demoContents()
  const staff = new Map<string, Somebody>()
  for (const code of new Set([
    ...ITEMS.flatMap(item => [item.owner, ...item.taken]),
    ...REQUESTS.map(one => one.by),
  ]))
    staff.set(code, await somebodyAt(client, code))
  const at = (code: string) => staff.get(code) as Somebody
  for (const [index, item] of ITEMS.entries()) {
    const day = `${calendar.year}-09-${String(10 + index).padStart(2, '0')}`
    await writeItem(client, item, at(item.owner), `${day}T02:00:00Z`)
    for (const file of item.files)
      await writeFile(client, item, file.name, contents.get(`${item.key} ${file.name}`) as DemoContent)
    await client.query(`update library.versions set published_at = $2 where item_id = $1 and $3`, [
      ...[itemId(item.key), `${day}T02:30:00Z`, item.shared],
    ])
    for (const code of item.taken) await writeReceipt(client, item, code, at(code), `${day}T06:00:00Z`)
  }
  for (const request of REQUESTS)
    await writeRequest(client, request, at(request.by), at(ownerOf(request.item)))
}

const itemOf = (key: string) => ITEMS.find(item => item.key === key) as ToldItem
const ownerOf = (key: string) => itemOf(key).owner
const versionId = (key: string) => demoId(`library version ${key} 1`)

/** Who acts for a member in the library: a person of the picker before others, a teacher or mentor before the office. */
async function somebodyAt(client: pg.PoolClient, code: string): Promise<Somebody> {
  const { rows } = await client.query<Somebody>(
    `select a.id as "affiliationId", a.name from members.affiliations a
    where a.organisation_id = $1 and a.ends_on is null and a.person_id is not null
      and a.role in ('teacher', 'mentor', 'school_admin', 'company_hr', 'association_staff')
    order by (exists (select from accounts.personas p where p.affiliation_id = a.id)) desc,
      a.role in ('teacher', 'mentor') desc, a.number, a.id limit 1`,
    [organisationId(code)],
  )
  const [found] = rows
  if (!found) throw new Error(`nobody keeps the material of ${code}`)
  return found
}

async function writeItem(client: pg.PoolClient, item: ToldItem, by: Somebody, at: string): Promise<void> {
  const [title, text] = [item.title, item.text].map(([zh, en]) => ({ zh, en })) as [
    { zh: string; en: string },
    { zh: string; en: string },
  ]
  const [name, role] = item.creator
  const described = {
    ...{ title, text, software: [...item.software], techniques: [...item.techniques], subject: item.subject },
    creators: [{ name, role }],
  }
  const { grams, sortKey } = textOf(described)
  await client.query(
    `insert into library.items (id, organisation_id, affiliation_id, by_name, state, kind, title_zh, title_en, text_zh,
      text_en, software, techniques, level, subject, source, licence, uses, audience, group_id, access, creators_agreed,
      grams, sort_key, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, '自制', $15, $16, $17, $18, $19, true, $20, $21,
      $22)`,
    [
      ...[
        itemId(item.key),
        organisationId(item.owner),
        by.affiliationId,
        by.name,
        item.shared ? 'shared' : 'draft',
      ],
      ...[
        item.kind,
        title.zh,
        title.en,
        text.zh,
        text.en,
        item.software,
        item.techniques,
        item.level,
        item.subject,
      ],
      ...[item.licence, item.licence === 'unknown' ? [] : usesUnder(item.licence), item.audience],
      ...[item.audience === 'group' ? GROUP_ID : null, item.access, grams, sortKey, at],
    ],
  )
  await client.query(
    'insert into library.creators (id, item_id, place, name, role) values ($1, $2, 0, $3, $4)',
    [...[demoId(`library creator ${item.key}`), itemId(item.key), name, role]],
  )
  await client.query(
    `insert into library.versions (id, item_id, organisation_id, number, by_name, affiliation_id, created_at)
    values ($1, $2, $3, 1, $4, $5, $6)`,
    [versionId(item.key), itemId(item.key), organisationId(item.owner), by.name, by.affiliationId, at],
  )
}

async function writeStored(
  client: pg.PoolClient,
  item: ToldItem,
  key: string,
  stored: { purpose: string; name: string; mediaType: string; size: number; sha256: string },
): Promise<string> {
  const id = demoId(`library stored ${item.key} ${key}`)
  await client.query(
    `insert into platform.files (id, owner_organisation_id, purpose, name, media_type, size, sha256)
    values ($1, $2, $3, $4, $5, $6, decode($7, 'hex'))`,
    [
      ...[id, organisationId(item.owner), stored.purpose, stored.name, stored.mediaType, stored.size],
      stored.sha256,
    ],
  )
  return id
}

/** Films, sounds and models wait until the platform runs: what shows them is made then, as for everybody's. */
const previewOf = (mediaType: string, picture: DemoContent['picture']) =>
  picture ? 'ready' : [hasPreview, isFilm, isSound].some(is => is(mediaType)) ? 'waiting' : 'none'

async function writeFile(
  client: pg.PoolClient,
  item: ToldItem,
  name: string,
  { bytes, sha256, mediaType, picture, package: zip }: DemoContent,
): Promise<void> {
  const id = demoId(`library file ${item.key} ${name}`)
  const size = bytes.length
  const stored = await writeStored(client, item, name, {
    purpose: 'library.file',
    name,
    mediaType,
    size,
    sha256,
  })
  await client.query(
    `insert into library.files (id, version_id, item_id, organisation_id, file_id, name, media_type, size, sha256, preview,
      width, height)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      ...[
        id,
        versionId(item.key),
        itemId(item.key),
        organisationId(item.owner),
        stored,
        name,
        mediaType,
        size,
      ],
      ...[sha256, previewOf(mediaType, picture), picture?.width ?? null, picture?.height ?? null],
    ],
  )
  if (zip) await insertPackage(kyselyOn(client), id, zip)
  for (const rendition of picture?.renditions ?? []) {
    const kept = await writeStored(client, item, `${name} ${rendition.size}`, {
      ...{ purpose: 'library.preview', name: 'preview.webp', mediaType: 'image/webp' },
      ...{ size: rendition.bytes.length, sha256: rendition.sha256 },
    })
    await client.query(
      `insert into library.renditions (file_id, kind, stored_id, sha256, media_type, length, width, height)
      values ($1, $2, $3, $4, 'image/webp', $5, $6, $7)`,
      [
        ...[id, rendition.size, kept, rendition.sha256, rendition.bytes.length],
        ...[rendition.width, rendition.height],
      ],
    )
  }
}

async function writeReceipt(
  client: pg.PoolClient,
  item: ToldItem,
  code: string,
  by: Somebody,
  at: string,
): Promise<void> {
  const [zh, en] = item.title
  await client.query(
    `insert into library.receipts (id, item_id, version_id, owner_id, organisation_id, affiliation_id, by_name, title_zh,
      title_en, licence, uses, at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      ...[demoId(`library receipt ${item.key} ${code}`), itemId(item.key), versionId(item.key)],
      ...[organisationId(item.owner), organisationId(code), by.affiliationId, by.name, zh, en, item.licence],
      ...[usesUnder(item.licence), at],
    ],
  )
}

type Request = (typeof REQUESTS)[number]

async function writeRequest(
  client: pg.PoolClient,
  { key, item, by: code, uses, purpose }: Request,
  by: Somebody,
  keeper: Somebody,
): Promise<void> {
  const id = demoId(`library request ${key}`)
  const { rows } = await client.query<{ due: string }>(
    `insert into library.requests (id, item_id, owner_id, organisation_id, affiliation_id, by_name, uses, purpose, due_on)
    values ($1, $2, $3, $4, $5, $6, $7, $8, platform.today() + 5) returning due_on as due`,
    [
      ...[id, itemId(item), organisationId(ownerOf(item)), organisationId(code), by.affiliationId, by.name],
      ...[uses, purpose],
    ],
  )
  await putTodo(kyselyOn(client), {
    desk: { affiliationId: keeper.affiliationId },
    kind: 'library.answer_request',
    data: { title: itemOf(item).title[0] },
    path: '/library/requests',
    subject: { kind: 'library_request', id },
    dueOn: rows[0]?.due ?? null,
  })
}
