import * as accounts from '#modules/accounts/contract.ts'
import * as agreements from '#modules/agreements/contract.ts'
import * as credentials from '#modules/credentials/contract.ts'
import * as faculty from '#modules/faculty/contract.ts'
import * as house from '#modules/house/contract.ts'
import * as information from '#modules/information/contract.ts'
import * as library from '#modules/library/contract.ts'
import * as members from '#modules/members/contract.ts'
import * as overpass from '#modules/overpass/contract.ts'
import * as programmes from '#modules/programmes/contract.ts'
import * as records from '#modules/records/contract.ts'
import * as sharing from '#modules/sharing/contract.ts'
import * as site from '#modules/site/contract.ts'
import type { Endpoint } from '#platform/contract/endpoint.ts'

const MODULES = [
  accounts,
  house,
  information,
  members,
  site,
  programmes,
  records,
  credentials,
  agreements,
  overpass,
  sharing,
  library,
  faculty,
]

/** Every endpoint of the platform. */
export const endpoints: readonly Endpoint[] = MODULES.flatMap(module =>
  Object.values<unknown>(module).filter(isEndpoint),
)

function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === 'object' && value !== null && 'permission' in value && 'path' in value
}
