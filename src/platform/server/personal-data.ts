import type { Bilingual } from '../contract/fields.ts'
import type { Services } from './context.ts'
import type { Db } from './database/session.ts'

/** One value as it is kept: a text, a day, an instant, a key of the messages, or a name in both languages. */
export type DataValue =
  | { as: 'text' | 'day' | 'instant' | 'key'; text: string }
  | { as: 'names'; text: string; en: string | null }

/** The label of a field is `data.field.<name>`. */
export type DataField = { name: string; value: DataValue }

/**
 * What is kept about a person of one kind, by one organisation or by the platform itself (null). Its title is
 * `data.<kind>`, a sentence on what it is for `data.<kind>.note`.
 */
export type DataPart = {
  kind: string
  organisation: { id: string; name: Bilingual } | null
  /** The entry of the person at that organisation, where it is one: a correction is asked about it. */
  affiliationId: string | null
  /** How many rows there are; `rows` may hold fewer. */
  total: number
  rows: DataField[][]
}

/** Reads as the person themselves (row-level security) and, for what only the system sees, as the system. */
export type DataReach = { db: Db; system: Db; personId: string; most: number }

/** What a module keeps about people, and what it does when one leaves or turns out to have two accounts. */
export type PersonalDataSource = {
  collect(reach: DataReach): Promise<DataPart[]>
  /** Erases what hangs on the account, in the system's transaction. What others must keep loses its name. */
  erase(db: Db, personId: string, services: Services): Promise<void>
  /** Gives everything of one account to another, in the system's transaction. */
  merge(db: Db, from: string, to: string): Promise<void>
  /**
   * Erases what hangs on an entry that its organisation has erased, in the transaction of whoever decided it or of the
   * system: `members.is_erased` says whether it has. Left out where nothing that is left names the person.
   */
  eraseEntry?(db: Db, affiliationId: string): Promise<void>
}

/** One line of the register of processing; its words are `processing.<key>` with `.data`, `.purpose`, `.who`, `.kept`. */
export type Processing = {
  key: string
  basis: readonly ('consent' | 'contract' | 'legal_duty' | 'public_interest')[]
  /** Keys of the periods by which it is kept, where one is set. */
  periods: readonly string[]
}

const value = (as: 'text' | 'day' | 'instant' | 'key') => (text: string | null) =>
  text === null || text === '' ? null : { as, text }
export const asText = value('text')
export const asDay = value('day')
export const asInstant = value('instant')
export const asKey = value('key')

/** Fields of a row, those without a value left out. */
export function fieldsOf(row: Record<string, DataValue | null>): DataField[] {
  return Object.entries(row).flatMap(([name, value]) => (value ? [{ name, value }] : []))
}

/** Rows as one part for each organisation that keeps them; `total` counts those of its own organisation. */
export function partsOf<R extends { organisation: { id: string; name: Bilingual }; total: number }>(
  kind: string,
  rows: readonly R[],
  fields: (row: R) => DataField[],
): DataPart[] {
  return [...Map.groupBy(rows, row => row.organisation.id).values()].map(own => ({
    ...{ kind, organisation: own[0]?.organisation ?? null, affiliationId: null },
    ...{ total: own[0]?.total ?? 0, rows: own.map(fields) },
  }))
}

/** Rows that no one organisation keeps, as one part. */
export const ownPart = <R extends { total: number }>(
  kind: string,
  rows: readonly R[],
  fields: (row: R) => DataField[],
): DataPart => ({
  ...{ kind, organisation: null, affiliationId: null },
  ...{ total: rows[0]?.total ?? 0, rows: rows.map(fields) },
})
