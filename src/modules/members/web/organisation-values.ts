import type { Organisation, OrganisationInput, Position } from '../contract.ts'
import { bilingualOrNull, orNull } from './page-id.ts'

type Names = { zh?: string; en?: string | null } | null

/** What the form holds: texts where the command takes null, and the membership of a new one. */
export type OrganisationValues = {
  kind: Organisation['kind']
  code: string
  name: { zh: string; en: string | null }
  short: Names
  uscc: string | null
  region: Names
  summary: Names
  website: string | null
  fields: { zh?: string[]; en?: string[] }
  position?: Position
  startsOn?: string
}

export const EMPTY: Partial<OrganisationValues> = { position: 'member', fields: { zh: [], en: [] } }

export function valuesOf(organisation: Organisation): OrganisationValues {
  const { kind, code, name, short, uscc, region, summary, website, fields } = organisation
  return { kind, code, name, short, uscc, region, summary, website, fields }
}

export function bodyOf(values: OrganisationValues): OrganisationInput {
  return {
    kind: values.kind,
    code: values.code.trim().toUpperCase(),
    name: { zh: values.name.zh, en: orNull(values.name.en) },
    short: bilingualOrNull(values.short),
    uscc: orNull(values.uscc)?.toUpperCase() ?? null,
    region: bilingualOrNull(values.region),
    summary: bilingualOrNull(values.summary),
    website: orNull(values.website),
    fields: { zh: values.fields.zh ?? [], en: values.fields.en ?? [] },
  }
}
