import type { KeyObject } from 'node:crypto'
import type pg from 'pg'
import { z } from 'zod'
import type { Services } from '../context.ts'
import { job } from '../jobs/job.ts'
import { readSecret } from '../secret.ts'
import { GENESIS, type Head, publicKeyOf, sealHash, sealingKey, signHash } from './chain.ts'
import { appendHeads, headsFile, lastHead } from './heads.ts'

const BATCH = 10_000
const LOCK = 7310582946126n

/** Seals what was written since the last time and writes the heads outside the database. */
export const sealAudit = job({
  name: 'audit.seal',
  payload: z.unknown(),
  cron: '* * * * *',
  run: async (_, { services, signal }) => {
    while (!signal.aborted && (await sealBatch(services))) {}
    await writeHeads(services)
  },
})

type SealRow = { number: number; hash: Buffer; sealed_at: Date; entries: number; signature: Buffer }

/** Seals up to 10,000 entries; false when there is nothing more, or another process is at it. */
export async function sealBatch(services: Services): Promise<boolean> {
  const key = sealingKey(readSecret(services.config))
  const client = await services.systemPool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const sealed = await sealIn(client, key)
    await client.query('commit')
    if (sealed) services.log.info(headOf(sealed, key), 'audit sealed')
    return sealed?.entries === BATCH
  } catch (error) {
    await client.query('rollback').catch((lost: Error) => {
      broken = lost
    })
    throw error
  } finally {
    client.release(broken)
  }
}

async function sealIn(client: pg.PoolClient, key: KeyObject): Promise<SealRow | null> {
  const lock = await client.query<{ got: boolean }>(`select pg_try_advisory_xact_lock(${LOCK}) as got`)
  if (!lock.rows[0]?.got) return null
  const { rows: entries } = await client.query<{ id: number; commitment: Buffer }>(
    `select id, commitment from audit.entries where seal is null order by id limit ${BATCH}`,
  )
  const first = entries[0]
  const last = entries.at(-1)
  if (!first || !last) return null
  const { rows } = await client.query<SealRow>(
    'select number, hash from audit.seals order by number desc limit 1',
  )
  const number = (rows[0]?.number ?? 0) + 1
  const previousHash = rows[0]?.hash ?? GENESIS
  const sealedAt = new Date()
  const hashing = sealHash({ number, previousHash, sealedAt: sealedAt.toISOString() })
  for (const { id, commitment } of entries) hashing.add(id, commitment)
  const hash = hashing.digest()
  const signature = signHash(hash, key)
  await client.query(
    `insert into audit.seals (number, previous_hash, hash, first_entry, last_entry, entries, signature, sealed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [number, previousHash, hash, first.id, last.id, entries.length, signature, sealedAt],
  )
  const marked = await client.query(
    'update audit.entries set seal = $1 where id = any ($2::bigint[]) and seal is null',
    [number, entries.map(entry => entry.id)],
  )
  if (marked.rowCount !== entries.length) throw new Error('entries changed while they were sealed')
  return { number, hash, sealed_at: sealedAt, entries: entries.length, signature }
}

function headOf(row: SealRow, key: KeyObject): Head {
  return {
    number: row.number,
    hash: row.hash.toString('hex'),
    sealedAt: row.sealed_at.toISOString(),
    entries: row.entries,
    signature: row.signature.toString('base64'),
    key: publicKeyOf(key),
  }
}

/**
 * Brings this machine's file of heads up to the database, whoever sealed. Lines that are there are never
 * touched: should the database have fewer or other seals than the file, that stays visible.
 */
export async function writeHeads(services: Services): Promise<void> {
  const path = headsFile(services.config.dataDir)
  const key = sealingKey(readSecret(services.config))
  let { head: written, end } = await lastHead(path)
  for (let after = written?.number ?? 0; ; ) {
    const { rows } = await services.systemPool.query<SealRow>(
      `select number, hash, sealed_at, entries, signature from audit.seals where number >= $1
       order by number limit 1000`,
      [Math.max(after, 1)],
    )
    if (written && rows.find(row => row.number === after)?.hash.toString('hex') !== written.hash)
      services.log.error({ number: after }, 'the audit chain does not continue the written heads')
    const fresh = rows.filter(row => row.number > after).map(row => headOf(row, key))
    written = fresh.at(-1) ?? null
    if (!written) return
    end = await appendHeads(path, end, fresh)
    after = written.number
  }
}
