import type { Job } from '#platform/server/jobs/job.ts'
import type { Letter } from '#platform/server/mail/mailer.ts'
import { startTestApp, type TestApp, type TestClient } from '#test/app.ts'
import { signInAs } from '#test/sign-in.ts'
import * as contract from '../contract.ts'
import {
  addAccount,
  addAffiliation,
  addClass,
  addGroup,
  addOrganisation,
  addPerson,
  type TestOrganisation,
} from './test-people.ts'

export const PASSWORD = '暮色里的三号立交桥下'
export const OTHER_PASSWORD = '清晨的第一班有轨电车到站'

/** Two processes on one database, school A and B in one group, an administrator of each. */
export type Scene = {
  one: TestApp
  other: TestApp
  a: TestOrganisation
  b: TestOrganisation
  groupId: string
  admin: TestClient
  foreignAdmin: TestClient
  secretariat: TestClient
  close(): Promise<void>
}

export async function prepareScene(): Promise<Scene> {
  const one = await startTestApp()
  const other = await startTestApp({ database: one.database })
  const { services } = one
  const [a, b] = [await addOrganisation(services), await addOrganisation(services)]
  const groupId = await addGroup(services, [a, b])
  const acting = async (organisation: TestOrganisation, role: 'school_admin' | 'secretariat') => {
    const personId = await addPerson(services, '管理员')
    const affiliation = await addAffiliation(services, {
      ...{ organisation, role, personId },
      groupId: role === 'secretariat' ? groupId : undefined,
    })
    return signInAs(one, { personId, affiliationId: affiliation.id })
  }
  return {
    ...{ one, other, a, b, groupId },
    admin: await acting(a, 'school_admin'),
    foreignAdmin: await acting(b, 'school_admin'),
    secretariat: await acting(await addOrganisation(services), 'secretariat'),
    async close() {
      await other.close()
      await one.close()
    },
  }
}

/** Somebody with a password and one affiliation at school A. */
export async function addMember(
  { one, a }: Pick<Scene, 'one' | 'a'>,
  options: { email?: string; organisation?: TestOrganisation; role?: 'student' | 'teacher' } = {},
): Promise<{ personId: string; affiliationId: string; number: string; organisation: TestOrganisation }> {
  const organisation = options.organisation ?? a
  const personId = await addPerson(one.services)
  const { id, number } = await addAffiliation(one.services, {
    ...{ organisation, role: options.role ?? 'student', personId },
  })
  await addAccount(one.services, personId, { email: options.email, password: PASSWORD })
  return { personId, affiliationId: id, number, organisation }
}

export async function addUnclaimed(
  { one, a }: Pick<Scene, 'one' | 'a'>,
  options: { organisation?: TestOrganisation; role?: 'student' | 'teacher' | 'school_admin' } = {},
): Promise<{ affiliationId: string; classId: string; number: string }> {
  const organisation = options.organisation ?? a
  const classId = await addClass(one.services, organisation)
  const role = options.role ?? 'student'
  const { id, number } = await addAffiliation(one.services, {
    ...{ organisation, role },
    classId: role === 'student' ? classId : undefined,
  })
  return { affiliationId: id, classId, number }
}

export const me = (client: TestClient) => client(contract.getSession, {})
export const byNumber = (
  client: TestClient,
  who: { organisation: TestOrganisation; number: string },
  password = PASSWORD,
) =>
  client(contract.signIn, {
    body: { with: 'number', organisation: who.organisation.code, number: who.number, password },
  })
/** The code a call is refused with. */
export const refusal = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'not refused',
    error => error.code,
  )

/** Runs a job as a worker would. */
export const runJob = <P>({ one }: Pick<Scene, 'one'>, job: Job<P>, payload: NoInfer<P>): Promise<void> =>
  job.run(payload, {
    services: one.services,
    signal: new AbortController().signal,
    attempt: 1,
    lastAttempt: false,
  })

/** Keeps the letters that would be sent, until `stop`. */
export function keepLetters({ one }: Pick<Scene, 'one'>): { letters: Letter[]; stop(): void } {
  const letters: Letter[] = []
  const { mail } = one.services
  const before = { configured: mail.configured, send: mail.send }
  Object.assign(mail, { configured: true, send: async (letter: Letter) => void letters.push(letter) })
  return { letters, stop: () => void Object.assign(mail, before) }
}
