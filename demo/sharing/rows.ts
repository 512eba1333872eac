import type pg from 'pg'
import type { askOwners } from '#modules/sharing/server/todos.ts'
import { demoId } from '../random.ts'

export const offerId = (key: string) => demoId(`offer ${key}`)

export type Owner = {
  id: string
  kind: Parameters<typeof askOwners>[2][number]['organisationKind']
  nameZh: string
  nameEn: string | null
  affiliationId: string
  byName: string
}

export async function insert(
  client: pg.PoolClient,
  table: string,
  row: Record<string, unknown>,
): Promise<void> {
  const places = Object.keys(row).map((_, i) => `$${i + 1}`)
  await client.query(
    `insert into ${table} (${Object.keys(row).join(', ')}) values (${places.join(', ')})`,
    Object.values(row),
  )
}
