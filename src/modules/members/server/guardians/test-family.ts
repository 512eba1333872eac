import { acceptCode, createInvitation } from '#modules/accounts/contract.ts'
import { listTodos } from '#modules/information/contract.ts'
import type { JobRun } from '#platform/server/jobs/job.ts'
import { startTestApp, type TestApp, type TestClient } from '#test/app.ts'
import { freshCode, insert, insertAffiliation, insertPerson } from '#test/rows.ts'
import { addAccount, signInAs } from '#test/sign-in.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import * as contract from '../../contract.ts'
import { tendFamilies } from './tend.ts'

export type Human = { personId: string; affiliationId: string; name: string; client: TestClient }

/** A school day in the prepared world: students, guardians and the steps between them, by name. */
export async function openSchool() {
  const app: TestApp = await startTestApp()
  const prepared: PreparedWorld = await prepareWorld(app)
  const { a: schoolId } = prepared.ids
  const admin = prepared.as('school_admin of a').client
  const query = (text: string, values: unknown[] = []) => app.services.systemPool.query(text, values)
  const { signal } = new AbortController()
  const job: JobRun = { services: app.services, signal, attempt: 1, lastAttempt: true }

  async function human(role: 'student' | 'guardian', more: Record<string, string> = {}): Promise<Human> {
    const name = `${role === 'student' ? '学' : '家'}示例${freshCode()}`
    const personId = await insertPerson(app.services, name)
    const organisationId = more.organisationId ?? schoolId
    const affiliationId = await insertAffiliation(app.services, {
      ...{ role, name, personId, ...more, organisationId },
    })
    await addAccount(app, { personId, affiliationId })
    return { personId, affiliationId, name, client: await signInAs(app, { personId, affiliationId }) }
  }
  const yearsOld = (years: number, days = 0) => {
    const now = new Date(Date.now() + 8 * 3_600_000)
    const day = new Date(Date.UTC(now.getUTCFullYear() - years, now.getUTCMonth(), now.getUTCDate() + days))
    return day.toISOString().slice(0, 10)
  }
  const minor = (more: Record<string, string> = {}) => human('student', { birthDate: yearsOld(15), ...more })

  return {
    ...{ app, prepared, admin, query, human, minor, yearsOld, schoolId },
    born: (who: Human, day: string | null) =>
      query('update members.affiliations set birth_date = $2 where id = $1', [who.affiliationId, day]),
    /** Lets a guardian read, past invitation and confirmation. */
    link: (guardian: Human, student: Human, more: Record<string, unknown> = {}) =>
      insert(app.services, 'members.guardianships', {
        ...{ organisation_id: schoolId, relation: 'mother', state: 'confirmed', starts_on: '2025-09-01' },
        ...{ answered_at: new Date(), guardian_affiliation_id: guardian.affiliationId },
        ...{ student_affiliation_id: student.affiliationId, ...more },
      }),
    invite: (student: Human, guardian: { name: string; phone?: string; email?: string } | { id: string }) =>
      admin(contract.inviteGuardian, {
        params: { id: student.affiliationId },
        body: {
          relation: 'mother',
          guardian:
            'id' in guardian
              ? { kind: 'known', id: guardian.id }
              : {
                  kind: 'new',
                  name: guardian.name,
                  phone: guardian.phone ?? null,
                  email: guardian.email ?? null,
                },
        },
      }),
    /** Claims an entry with a printed code: as somebody new, or with the account that is signed in. */
    async claim(affiliationId: string, client: TestClient = app.client()) {
      const { code } = await admin(createInvitation, { body: { delivery: 'print', affiliationId } })
      const as = client.cookies.size ? 'me' : 'new'
      const body = { code: code as string, password: '家长的长口令一二三' }
      await client(acceptCode, { body: { as, ...body } as never })
      return client
    },
    todos: async (client: TestClient) => (await client(listTodos, { query: { limit: 100 } })).rows,
    guardians: (student: Human) =>
      admin(contract.listGuardians, { params: { id: student.affiliationId } }).then(({ rows }) => rows),
    child: (client: TestClient, student: Human) =>
      client(contract.getChild, { params: { id: student.affiliationId } }),
    reads: (client: TestClient, student: Human) =>
      client(contract.getPerson, { params: { id: student.affiliationId } }).then(
        () => true,
        () => false,
      ),
    tend: () => tendFamilies.run({}, job),
    file: (text = '%PDF-1.7\n') => new Blob([text]),
  }
}
export type School = Awaited<ReturnType<typeof openSchool>>
