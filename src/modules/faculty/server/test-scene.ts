import { listTodos } from '#modules/information/contract.ts'
import { daysAfter, today } from '#platform/contract/days.ts'
import type { Job } from '#platform/server/jobs/job.ts'
import { startTestApp, type TestApp } from '#test/app.ts'
import { type PreparedWorld, prepareWorld } from '#test/world.ts'
import * as contract from '../contract.ts'

export const TEACHER = 'teacher of a'
export const ADMIN = 'school_admin of a'
export const HOST = 'company_hr of c'
export const STRANGER = 'school_admin of b'

type Said = Partial<contract.StayInput> & { correctsId?: string }
/** The day so many days ago. */
export const day = (before: number) => daysAfter(today(), -before)

/** The application, its prepared group, and the short ways of the tests of teachers' practice. */
export async function setScene() {
  const app: TestApp = await startTestApp()
  const prepared: PreparedWorld = await prepareWorld(app)
  const client = (label: string) => prepared.as(label).client
  const own = (label = TEACHER) => ({ id: prepared.as(label).account.affiliationId })
  const system = async <Row>(text: string, values: unknown[] = []) =>
    (await app.services.systemPool.query(text, values)).rows as Row[]
  const run = <P>(job: Job<P>, payload: NoInfer<P>) =>
    job.run(payload, {
      ...{ services: app.services, signal: new AbortController().signal, attempt: 1, lastAttempt: false },
    })
  const input = (said: Said = {}) => ({
    ...{ hostId: prepared.ids.c, hostName: null, from: day(60), until: day(31), tasks: '参与合成' },
    ...{ output: '镜头十二个', courseChange: '', proofUrl: null, files: [], correctsId: null },
    ...said,
  })
  const add = async (said: Said = {}, label = TEACHER) =>
    (await client(label)(contract.addStay, { body: input(said) })).id
  const read = (label: string, id: string) => client(label)(contract.getStay, { params: { id } })
  const answer = (id: string, body: contract.StayAnswer, label = HOST) =>
    client(label)(contract.answerStay, { params: { id }, body })
  const practice = (label = TEACHER) => client(label)(contract.getPractice, { params: own() })
  /** What waits for somebody on that page. */
  const desk = async (label: string, path: string) =>
    (await client(label)(listTodos, { query: { show: 'open', limit: 100 } })).rows
      .filter(row => row.path === path)
      .map(row => row.kind)
  const clear = async () => {
    await system('delete from faculty.stays where corrects_id is not null')
    await system('delete from faculty.stays')
  }
  return { app, prepared, client, own, system, run, input, add, read, answer, practice, desk, clear }
}
export type Scene = Awaited<ReturnType<typeof setScene>>
