import { bilingualOrNull, orNull } from '#platform/web/typed.ts'
import type { Organisation, OrganisationInput, Position } from '../contract.ts'

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
  address: Names
  place: { latitude?: string | number | null; longitude?: string | number | null } | null
  position?: Position
  startsOn?: string
}

export const EMPTY: Partial<OrganisationValues> = { position: 'member', fields: { zh: [], en: [] } }

export function valuesOf(organisation: Organisation): OrganisationValues {
  const { kind, code, name, short, uscc, region, summary, website, fields, address, place } = organisation
  return { kind, code, name, short, uscc, region, summary, website, fields, address, place }
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
    address: bilingualOrNull(values.address),
    place: placeOf(values.place),
  }
}

/** Typed degrees; what is no number goes to the server as such, which says so at the field. */
function placeOf(place: OrganisationValues['place']): OrganisationInput['place'] {
  const [latitude, longitude] = [place?.latitude, place?.longitude].map(typed => `${typed ?? ''}`.trim())
  if (!latitude && !longitude) return null
  return { latitude: degrees(latitude), longitude: degrees(longitude) }
}

const degrees = (typed: string | undefined): number => (typed ? Number(typed) : Number.NaN)
