import { today } from '#platform/contract/days.ts'
import { bilingualOrNull, orNull } from '#platform/web/typed.ts'
import type { Person, PersonInput } from '../contract.ts'

/** What the form holds: texts where the command takes null. */
export type PersonValues = {
  role?: Person['role']
  name: string
  number: string | null
  externalId: string | null
  classId: string | null
  position: { zh?: string; en?: string | null } | null
  email: string | null
  phone: string | null
  birthDate: string | null
  listed: boolean
  startsOn: string
}

export const EMPTY: Partial<PersonValues> = { listed: false, startsOn: today() }

export function valuesOf(person: Person): PersonValues {
  const { name, number, position, listed, startsOn, contact } = person
  return {
    ...{ name, number, position, listed, startsOn },
    classId: person.class?.id ?? null,
    externalId: contact?.externalId ?? null,
    email: contact?.email ?? null,
    phone: contact?.phone ?? null,
    birthDate: contact?.birthDate ?? null,
  }
}

export function bodyOf(values: PersonValues): PersonInput {
  return {
    name: values.name,
    number: orNull(values.number),
    externalId: orNull(values.externalId),
    classId: orNull(values.classId),
    position: bilingualOrNull(values.position),
    email: orNull(values.email),
    phone: orNull(values.phone),
    birthDate: orNull(values.birthDate),
    listed: values.listed ?? false,
    startsOn: values.startsOn,
  }
}
