import { type RawBuilder, sql } from 'kysely'

/** An instant as the answers write it: UTC, ISO 8601. */
export const instant = (column: string): RawBuilder<string> =>
  sql<string>`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
