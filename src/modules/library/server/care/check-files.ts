import { createHash } from 'node:crypto'
import { z } from 'zod'
import { closeTodos, putTodo } from '#modules/information/server/index.ts'
import { administratorRoleOf } from '#modules/members/server/index.ts'
import { recordAudit } from '#platform/server/audit/record.ts'
import type { Services } from '#platform/server/context.ts'
import { failureOf } from '#platform/server/database/violations.ts'
import type { FileStore } from '#platform/server/files/store.ts'
import { job } from '#platform/server/jobs/job.ts'
import { readParameter } from '#platform/server/parameters.ts'
import { checkDays } from '../parameters.ts'
import {
  type Damage,
  type Holding,
  isDamaged,
  selectHolding,
  selectToCheck,
  upsertCheck,
} from '../queries/checks.ts'

type Checking = Pick<Services, 'files' | 'system'>
export type Finding = { sha256: string; damage: Damage; holding: readonly Holding[] }

/** What is wrong with stored bytes. A store that cannot be reached says nothing about them, and throws. */
async function damageOf(files: FileStore, sha256: string): Promise<Damage | null> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of await files.read(sha256)) hash.update(chunk as Buffer)
  } catch (error) {
    if (failureOf(error)?.code === 'file.missing') return 'missing'
    throw error
  }
  return hash.digest('hex') === sha256 ? null : 'differs'
}

/** Reads stored bytes again, and tells their owners when they are damaged and when they are whole again. */
async function checkOne({ files, system }: Checking, sha256: string): Promise<Finding | null> {
  const damage = await damageOf(files, sha256)
  return system.transaction().execute(async db => {
    const holding = await selectHolding(db, sha256)
    const before = await upsertCheck(db, sha256, damage)
    if (damage !== before) for (const one of holding) await tell(db, one, sha256, damage)
    return damage && { sha256, damage, holding }
  })
}

async function tell(
  db: Services['system'],
  one: Holding,
  sha256: string,
  damage: Damage | null,
): Promise<void> {
  const { itemId, organisationId, organisationKind, title, name } = one
  const subject = { kind: 'library_item', id: itemId }
  await recordAudit(
    db,
    {
      ...{ action: damage ? 'library.file_damaged' : 'library.file_whole_again', subject, organisationId },
      data: { name, sha256, ...(damage && { damage }) },
    },
    { viewer: null, requestId: null },
  )
  const damaged = { kind: 'library_damage', id: itemId }
  if (damage)
    await putTodo(db, {
      desk: { organisationId, role: administratorRoleOf(organisationKind) },
      ...{
        kind: 'library.file_damaged',
        data: { title, name },
        path: `/library/${itemId}`,
        subject: damaged,
      },
    })
  else if (!(await isDamaged(db, itemId))) await closeTodos(db, { subject: damaged })
}

/** Checks what is due, or with no number of days all there is; tells of each that is damaged. */
export async function* checkFiles(
  services: Checking,
  days: number | null,
  signal?: AbortSignal,
): AsyncGenerator<{ checked: number; found: Finding | null }> {
  let checked = 0
  for (const sha256 of await selectToCheck(services.system, days)) {
    signal?.throwIfAborted()
    yield { found: await checkOne(services, sha256), checked: ++checked }
  }
}

/** Every night: reads a share of the stored files again, so that each is read once in `library.check_days`. */
export const checkStoredFiles = job({
  name: 'library.check_files',
  payload: z.unknown(),
  cron: '13 2 * * *',
  async run(_payload, { services, signal }) {
    const days = await readParameter(services.system, checkDays)
    for await (const { found } of checkFiles(services, days, signal))
      if (found)
        services.log.error(
          { sha256: found.sha256, damage: found.damage, items: found.holding.map(({ itemId }) => itemId) },
          'a stored file of the library is damaged',
        )
  },
})
