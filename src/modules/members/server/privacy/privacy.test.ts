import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fromBuffer } from 'yauzl'
import { endpoints } from '#app/contract.ts'
import { en } from '#app/messages.en.ts'
import { zh } from '#app/messages.zh.ts'
import { jobs } from '#app/modules.ts'
import { RequestError } from '#platform/contract/client.ts'
import { startTestApp, type TestApp } from '#test/app.ts'
import { insert, insertAffiliation, insertPerson } from '#test/rows.ts'
import { signInAs } from '#test/sign-in.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import * as contract from '../../contract.ts'

let app: TestApp
let prepared: PreparedWorld

beforeAll(async () => {
  app = await startTestApp()
  prepared = await prepareWorld(app)
})
afterAll(() => app.close())

const client = (label: string) => prepared.as(label).client
const account = (label: string) => prepared.as(label).account
const query = async <R extends object>(text: string, values: unknown[] = []) =>
  (await app.services.systemPool.query<R>(text, values)).rows

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'done'
  } catch (error) {
    return error instanceof RequestError ? error.code : String(error)
  }
}

async function runJob(name: string, payload: object): Promise<void> {
  const job = jobs.find(one => one.name === name)
  const { signal } = new AbortController()
  await job?.run(payload, { services: app.services, signal, attempt: 1, lastAttempt: true })
}

const entry = () => account('student of a').affiliationId
const readers = (label: string, id = entry()) => client(label)(contract.listReaders, { params: { id } })

/** Waits for the log of reading, which is written in batches. */
async function loggedReadings(least: number): Promise<void> {
  await expect
    .poll(async () => (await query<{ n: number }>('select count(*)::int as n from audit.reads'))[0]?.n, {
      timeout: 10_000,
    })
    .toBeGreaterThanOrEqual(least)
}

test('my data tells what every module keeps, in words of both languages, and nothing of others', async () => {
  const { parts, children } = await client('student of a')(contract.getMyData, {})
  const kinds = parts.map(part => part.kind)
  expect(kinds).toEqual(expect.arrayContaining(['members.person', 'members.entry', 'accounts.account']))
  expect(children).toEqual([])
  for (const part of parts) {
    const keys = [
      `data.${part.kind}`,
      `data.${part.kind}.note`,
      ...part.rows.flat().map(f => `data.field.${f.name}`),
    ]
    keys.push(...part.rows.flat().flatMap(f => (f.value.as === 'key' ? [f.value.text] : [])))
    for (const key of keys) expect([key, key in zh, key in en]).toEqual([key, true, true])
  }
  const text = JSON.stringify(parts)
  expect(text).toContain(entry())
  expect(text).not.toContain(account('guardian of a').affiliationId)
  const guardian = await client('guardian of a')(contract.getMyData, {})
  expect(guardian.children.map(child => child.id)).toEqual([entry()])
})

test('the register has words for every line in both languages', async () => {
  const { rows } = await client('teacher of a')(contract.getRegister, {})
  expect(rows.length).toBeGreaterThan(10)
  for (const row of rows)
    for (const part of ['', '.data', '.purpose', '.who', '.kept']) {
      const key = `processing.${row.key}${part}`
      expect([key, key in zh, key in en]).toEqual([key, true, true])
    }
  expect(rows.flatMap(row => row.periods).every(period => !period.verified && period.source.zh)).toBe(true)
  for (const language of ['zh', 'en']) {
    const pdf = await client('secretariat of a').raw('/api/privacy/register/pdf', {
      headers: { 'accept-language': language },
    })
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
  }
})

async function filesOf(zip: Buffer): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  await new Promise<void>((resolve, reject) =>
    fromBuffer(zip, { lazyEntries: true }, (error, file) => {
      if (error) return reject(error)
      file.on('entry', one =>
        file.openReadStream(one, (failed, stream) => {
          if (failed) return reject(failed)
          buffer(stream).then(bytes => {
            found.set(one.fileName, bytes.toString('utf8'))
            file.readEntry()
          }, reject)
        }),
      )
      file.on('end', resolve)
      file.readEntry()
    }),
  )
  return found
}

test('a copy of everything is made by a job, opens, is its person’s alone, and expires', async () => {
  const own = client('student of a')
  const { id, taskId } = await own(contract.startDataExport, {})
  expect(await refusal(own(contract.startDataExport, {}))).toBe('members.export_running')
  expect(await refusal(own(contract.getDataExport, { params: { id } }))).toBe('members.export_not_ready')
  const { personId } = account('student of a')
  await runJob('members.export_data', { exportId: id, taskId, personId, language: 'zh' })
  const copy = await own(contract.getDataExport, { params: { id } })
  const files = await filesOf(Buffer.from(await copy.arrayBuffer()))
  expect([...files.keys()]).toEqual(
    expect.arrayContaining(['data.json', 'index.html', 'csv/members.entry.csv']),
  )
  const data = JSON.parse(files.get('data.json') ?? '') as { parts: { affiliationId: string | null }[] }
  expect(data.parts.some(part => part.affiliationId === entry())).toBe(true)
  expect(files.get('index.html')).toContain('登记')
  expect(files.get('index.html')).not.toContain('data.field')
  for (const other of ['guardian of a', 'school_admin of a', 'secretariat of a'])
    expect(await refusal(client(other)(contract.getDataExport, { params: { id } }))).toBe('missing')

  await query(`update members.data_exports set expires_at = now() - interval '1 minute' where id = $1`, [id])
  expect(await refusal(own(contract.getDataExport, { params: { id } }))).toBe('members.export_gone')
  const [stored] = await query<{ sha256: string }>('select sha256 from members.data_exports where id = $1', [
    id,
  ])
  expect(await app.services.files.has(stored?.sha256 ?? '')).toBe(true)
  await runJob('members.keep_promises', {})
  expect(await app.services.files.has(stored?.sha256 ?? '')).toBe(false)
})

test('who has read an entry: by organisation, role and deed, staff by name, families without; not one’s own', async () => {
  const before = (await query('select from audit.reads')).length
  await client('teacher of a')(contract.getPerson, { params: { id: entry() } })
  await client('school_admin of a')(contract.listPeople, { query: { role: 'student' } })
  await client('guardian of a')(contract.getPerson, { params: { id: entry() } })
  await client('student of a')(contract.getPerson, { params: { id: entry() } })
  await loggedReadings(before + 3)
  const seen = await readers('student of a')
  expect(seen.rows.map(row => [row.endpoint, row.role, row.name !== null])).toEqual(
    expect.arrayContaining([
      ['members.getPerson', 'teacher', true],
      ['members.listPeople', 'school_admin', true],
      ['members.getPerson', 'guardian', false],
    ]),
  )
  expect(seen.rows.every(row => row.role !== 'student')).toBe(true)
  const asGuardian = await readers('guardian of a')
  expect(asGuardian.rows.some(row => row.role === 'teacher')).toBe(true)
  expect(asGuardian.rows.some(row => row.role === 'guardian')).toBe(false)
  for (const other of ['school_admin of a', 'teacher of a', 'company_hr of c', 'student of b'])
    expect(await refusal(readers(other))).toBe('missing')
})

test('every deed that is told has words', async () => {
  const noted = endpoints.map(endpoint => `reading.${endpoint.id}`).filter(key => key in zh)
  const told = Object.keys(zh).filter(key => key.startsWith('reading.') && key !== 'reading.other')
  expect(noted.toSorted()).toEqual(told.toSorted())
})

const ask = (label: string, field: contract.Correction['field'], wanted: string | null, id = entry()) =>
  client(label)(contract.askCorrection, { body: { affiliationId: id, field, wanted, reason: null } })
const answer = (id: string, accept: boolean, words: string | null = null, label = 'school_admin of a') =>
  client(label)(contract.answerCorrection, { params: { id }, body: { accept, answer: words, version: 1 } })

test('a correction is asked for, accepted and then stands in the entry; refused with a reason; all of it audited', async () => {
  const { id } = await ask('student of a', 'phone', '0411 2222 3333')
  expect(await refusal(ask('student of a', 'phone', '0411 0000 0000'))).toBe('members.correction_open')
  expect(await refusal(ask('student of a', 'email', 'nobody'))).toBe('input.invalid')
  const waiting = await client('school_admin of a')(contract.listCorrections, { query: { state: 'open' } })
  expect(waiting.rows.find(row => row.id === id)).toMatchObject({ wanted: '0411 2222 3333', current: null })
  expect(await refusal(answer(id, true, null, 'school_admin of b'))).toBe('missing')
  await answer(id, true)
  expect(await refusal(answer(id, true))).toBe('members.correction_answered')
  const person = await client('student of a')(contract.getPerson, { params: { id: entry() } })
  expect(person.contact?.phone).toBe('0411 2222 3333')

  const second = await ask('guardian of a', 'class', '没有这个班')
  expect(await refusal(answer(second.id, true))).toBe('members.class_unknown')
  expect(await refusal(answer(second.id, false))).toBe('input.invalid')
  await answer(second.id, false, '名册上不是这个班')
  const mine = await client('student of a')(contract.listMyCorrections, {})
  expect(mine.rows.map(row => [row.id, row.state])).toContainEqual([id, 'accepted'])
  const guardians = await client('guardian of a')(contract.listMyCorrections, {})
  expect(guardians.rows.find(row => row.id === second.id)).toMatchObject({
    ...{ state: 'refused', answer: '名册上不是这个班' },
  })
  const trail = await query<{ action: string }>(
    `select action from audit.entries where subject_kind = 'correction' and subject_id = any ($1) order by id`,
    [[id, second.id]],
  )
  expect(trail.map(row => row.action)).toEqual([
    ...['members.correction_asked', 'members.correction_accepted'],
    ...['members.correction_asked', 'members.correction_refused'],
  ])
})

test('nobody asks about an entry that is not theirs', async () => {
  for (const other of ['school_admin of a', 'teacher of a', 'student of b', 'company_hr of c'])
    expect(await refusal(ask(other, 'phone', '0411 1'))).toBe('missing')
})

test('an entry that was claimed with the wrong code goes back through its organisation, within some days', async () => {
  const { services } = app
  const personId = await insertPerson(services, '拿错的人')
  const own = await insertAffiliation(services, {
    organisationId: prepared.ids.b,
    role: 'student',
    name: '自己',
    personId,
  })
  const wrong = await insertAffiliation(services, {
    organisationId: prepared.ids.a,
    role: 'student',
    name: '别人',
  })
  await query('select members.claim_affiliation($1, $2)', [wrong, personId])
  const holder = await signInAs(app, { personId, affiliationId: own })
  const giveBack = (id: string) =>
    holder(contract.askCorrection, {
      body: { affiliationId: id, field: 'joining', wanted: null, reason: null },
    })
  // An entry of old is not given back this way.
  expect(await refusal(giveBack(own))).toBe('members.joining_settled')
  const { id } = await giveBack(wrong)
  await answer(id, true)
  const rows = await query<{ id: string; person_id: string | null }>(
    'select id, person_id from members.affiliations where id = any ($1)',
    [[own, wrong]],
  )
  expect(new Map(rows.map(row => [row.id, row.person_id]))).toEqual(
    new Map([
      [own, personId],
      [wrong, null],
    ]),
  )
  // Without the holder's wish no administrator takes an entry from an account.
  const direct = await query<{ freed: boolean }>('select members.unjoin($1) as freed', [id]).catch(() => [])
  expect(direct).toEqual([])
})

test('a standing stands for itself: what one organisation ended ends nothing elsewhere', async () => {
  const { services } = app
  const personId = await insertPerson(services, '两处的人')
  const at = async (organisationId: string, role: 'teacher' | 'secretariat', groupId?: string) =>
    insertAffiliation(services, { organisationId, role, name: '两处的人', personId, groupId })
  const ended = await at(prepared.ids.a, 'teacher')
  const office = await at(prepared.ids.x, 'secretariat', prepared.ids.h)
  const inSchool = await signInAs(app, { personId, affiliationId: ended })
  const inOffice = await signInAs(app, { personId, affiliationId: office })
  await query(
    `update members.memberships set suspended_on = '2026-01-01' where group_id = $1 and organisation_id = $2`,
    [...[prepared.ids.g, prepared.ids.a]],
  )
  await client('school_admin of a')(contract.endPerson, {
    params: { id: ended },
    body: { endsOn: '2026-01-31', version: 1 },
  })
  expect(await refusal(inSchool(contract.listPeople, {}))).toBe('forbidden')
  expect(await refusal(inOffice(contract.listApplications, {}))).toBe('done')
  const { own } = await inOffice(contract.listMine, {})
  expect(own.map(row => [row.role, row.endsOn !== null])).toEqual(
    expect.arrayContaining([
      ['teacher', true],
      ['secretariat', false],
    ]),
  )
  await query('update members.memberships set suspended_on = null where organisation_id = $1', [
    prepared.ids.a,
  ])
})

test('an entry whose person is gone is kept for a reason or erased, and erased at the latest on its day', async () => {
  const duty = async (keepUntil: string) => {
    const id = await insertAffiliation(app.services, {
      ...{ organisationId: prepared.ids.a, role: 'student', name: '离开的人', number: `G${Math.random()}` },
    })
    const dutyId = await insert(app.services, 'members.erasure_duties', {
      ...{ organisation_id: prepared.ids.a, affiliation_id: id, role: 'student', keep_until: keepUntil },
    })
    return { id, dutyId }
  }
  const decide = (id: string, keep: boolean, reason: string | null, version = 1) =>
    client('school_admin of a')(contract.decideErasureDuty, {
      params: { id },
      body: { keep, reason, version },
    })
  const [kept, gone, over] = [await duty('2999-01-01'), await duty('2999-01-01'), await duty('2026-01-01')]
  expect(await refusal(decide(kept.dutyId, true, null))).toBe('input.invalid')
  await decide(kept.dutyId, true, '学籍档案')
  await decide(gone.dutyId, false, null)
  expect(await refusal(decide(gone.dutyId, true, '又想留', 2))).toBe('members.duty_over')
  await runJob('members.keep_promises', {})
  const rows = await query<{ id: string; name: string; number: string | null }>(
    'select id, name, number from members.affiliations where id = any ($1)',
    [[kept.id, gone.id, over.id]],
  )
  const named = new Map(rows.map(row => [row.id, row.name]))
  expect(named.get(kept.id)).toBe('离开的人')
  for (const { id } of [gone, over]) expect(named.get(id)).toMatch(/^#[0-9a-f]{6}$/)
  expect(rows.filter(row => row.number !== null).map(row => row.id)).toEqual([kept.id])
})

test('corrections are found by whose entry it is, filtered, counted and taken along; another school’s are not', async () => {
  const student = async (name: string) => {
    const personId = await insertPerson(app.services, name)
    const id = await insertAffiliation(app.services, {
      ...{ organisationId: prepared.ids.a, role: 'student', name, personId },
    })
    const own = await signInAs(app, { personId, affiliationId: id })
    return (field: contract.Correction['field'], wanted: string) =>
      own(contract.askCorrection, { body: { affiliationId: id, field, wanted, reason: '=1+1' } })
  }
  const one = await student('欧阳更正')
  const { id } = await one('phone', '0411 5555 6666')
  await one('email', 'new@example.org')
  await (await student('上官更正'))('phone', '0411 7777 8888')
  await answer(id, true)
  const admin = client('school_admin of a')
  const find = async (query: contract.CorrectionFilters) =>
    (await admin(contract.listCorrections, { query })).rows.map(({ entry, field }) => `${entry} ${field}`)
  for (const q of ['欧阳', 'ouyang', 'oygz'])
    expect(await find({ q })).toEqual(['欧阳更正 email', '欧阳更正 phone'])
  expect(await find({ q: '欧阳', state: 'open' })).toEqual(['欧阳更正 email'])
  expect(await find({ q: '更正', field: 'phone' })).toEqual(['上官更正 phone', '欧阳更正 phone'])
  const counts = await admin(contract.countCorrections, { query: { q: '更正', state: 'open' } })
  expect(counts.total).toBe(2)
  expect(counts.states).toEqual(
    expect.arrayContaining([
      { value: 'open', count: 2 },
      { value: 'accepted', count: 1 },
    ]),
  )
  expect(counts.fields).toEqual(
    expect.arrayContaining([
      { value: 'phone', count: 1 },
      { value: 'email', count: 1 },
    ]),
  )
  const text = async (label: string) =>
    (await client(label)(contract.exportCorrections, { query: { q: '更正', format: 'csv' as const } })).text()
  const lines = (await text('school_admin of a')).trim().split('\n')
  expect(lines).toHaveLength(4)
  // Nobody's reason is a formula of the table it stands in.
  expect(lines.join('\n')).not.toContain(',=1+1')
  expect((await text('school_admin of b')).trim().split('\n')).toHaveLength(1)
  expect((await client('school_admin of b')(contract.countCorrections, { query: { q: '更正' } })).total).toBe(
    0,
  )
})
