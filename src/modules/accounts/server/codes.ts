import { createHmac, randomBytes, randomInt } from 'node:crypto'
import type { Services } from '#platform/server/context.ts'
import { keyFor, readSecret } from '#platform/server/secret.ts'
import { CODE_ALPHABET, CODE_LENGTH, groupCode } from '../rules/code.ts'

const keys = new WeakMap<object, Map<string, Buffer>>()

function keyOf({ config }: Pick<Services, 'config'>, purpose: string): Buffer {
  const known = keys.get(config) ?? new Map<string, Buffer>()
  keys.set(config, known)
  const key = known.get(purpose) ?? keyFor(readSecret(config), `accounts ${purpose}`)
  known.set(purpose, key)
  return key
}

function hash(services: Pick<Services, 'config'>, purpose: string, value: string): Buffer {
  return createHmac('sha256', keyOf(services, purpose)).update(value).digest()
}

/** Keyed hashes: somebody with a copy of the database can neither use nor test a code. */
export const hashOfCode = (services: Pick<Services, 'config'>, code: string): Buffer =>
  hash(services, 'codes', code)
export const hashOfApiKey = (services: Pick<Services, 'config'>, key: string): Buffer =>
  hash(services, 'api keys', key)
export const hashOfAttempt = (services: Pick<Services, 'config'>, what: string): string =>
  hash(services, 'attempts', what).toString('base64url')

/** A fresh code of 78 bits, as it is printed: `ABCD-EFGH-JKMN-PQRS`. */
export function makeCode(): string {
  let code = ''
  for (let i = 0; i < CODE_LENGTH; i++) code += CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]
  return groupCode(code)
}

/** A token of 256 bits for a link or a key. */
export const makeToken = (): string => randomBytes(32).toString('base64url')
