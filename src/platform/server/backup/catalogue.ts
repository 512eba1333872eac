import pg from 'pg'

const OURS = `n.nspname not in ('information_schema', 'graphile_worker', 'public') and n.nspname !~ '^pg_'`

export type Table = { schema: string; table: string; columns: string[] }

export const nameOf = (one: { schema: string; table: string }): string =>
  `${pg.escapeIdentifier(one.schema)}.${pg.escapeIdentifier(one.table)}`

/** Every table whose rows are worth keeping, with its stored columns, in a fixed order. */
export async function selectTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select n.nspname as schema, c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind = 'r' and c.relpersistence = 'p' and ${OURS}
      and (n.nspname, c.relname) <> ('platform', 'migrations')
    group by 1, 2 order by 1, 2`)
  return rows
}

export type Sequence = { schema: string; sequence: string }

export async function selectSequences(client: pg.ClientBase): Promise<Sequence[]> {
  const { rows } = await client.query<Sequence>(`
    select n.nspname as schema, c.relname as sequence
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'S' and c.relpersistence = 'p' and ${OURS} order by 1, 2`)
  return rows
}

/** The schemas that hold what is ours. */
export async function selectSchemas(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select n.nspname as name from pg_namespace n where ${OURS} order by 1`,
  )
  return rows.map(row => row.name)
}

export type ForeignKey = { schema: string; table: string; name: string; definition: string }

export async function selectForeignKeys(client: pg.ClientBase): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(`
    select n.nspname as schema, c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where k.contype = 'f' and k.conparentid = 0 and ${OURS} order by 1, 2, 3`)
  return rows
}
