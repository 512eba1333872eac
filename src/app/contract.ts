import type { Endpoint } from '#platform/contract/endpoint.ts'

/** Every endpoint of the platform. */
export const endpoints: readonly Endpoint[] = []
