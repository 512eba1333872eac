import * as accounts from '#modules/accounts/contract.ts'
import * as credentials from '#modules/credentials/contract.ts'
import * as house from '#modules/house/contract.ts'
import * as information from '#modules/information/contract.ts'
import * as members from '#modules/members/contract.ts'
import type { Endpoint } from '#platform/contract/endpoint.ts'

/** Every endpoint of the platform. */
export const endpoints: readonly Endpoint[] = [accounts, house, information, members, credentials].flatMap(
  module => Object.values<unknown>(module).filter(isEndpoint),
)

function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === 'object' && value !== null && 'permission' in value && 'path' in value
}
