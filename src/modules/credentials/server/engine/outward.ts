import { lookup as lookupName } from 'node:dns/promises'
import { request } from 'node:https'
import { isIP } from 'node:net'
import { isPublicAddress } from '../../rules/addresses.ts'

/** Why nothing came back. */
export class NoAnswer extends Error {
  readonly fault: 'inward' | 'unreachable'

  constructor(fault: 'inward' | 'unreachable') {
    super(fault)
    this.fault = fault
  }
}

type Address = { address: string; family: number }
/** What reaches out; tests put their own in. */
export type Reach = {
  resolve(host: string): Promise<Address[]>
  get(url: URL, to: Address, limits: { bytes: number; ms: number }): Promise<Buffer>
}

const LIMITS = { bytes: 2_000_000, ms: 5_000 }

/**
 * Reads a public document of another platform: https on its own port alone, by a host name all of whose addresses
 * are public, from the very address that was checked, without redirects. Throws NoAnswer.
 */
export async function lookOutward(address: URL | null, reach: Reach = network): Promise<Buffer> {
  const host = address?.hostname ?? ''
  if (address?.protocol !== 'https:' || address.port !== '' || address.username || address.password)
    throw new NoAnswer('inward')
  // A literal address is nobody's public name; brackets are IPv6.
  if (isIP(host) || host.startsWith('[') || !host.includes('.') || host.endsWith('.'))
    throw new NoAnswer('inward')
  const found = await reach.resolve(host).catch(() => [])
  if (found.some(({ address }) => !isPublicAddress(address))) throw new NoAnswer('inward')
  const [first] = found
  if (!first) throw new NoAnswer('unreachable')
  try {
    return await reach.get(address, first, LIMITS)
  } catch {
    throw new NoAnswer('unreachable')
  }
}

const network: Reach = {
  resolve: host => lookupName(host, { all: true }),
  get: (url, to, { bytes, ms }) =>
    new Promise((resolve, reject) => {
      const sent = request(
        url,
        {
          agent: false,
          headers: {
            accept: 'application/json, application/vc+jwt, */*;q=0.1',
            'accept-encoding': 'identity',
          },
          signal: AbortSignal.timeout(ms),
          // Nobody is asked a second time where the host is: the address that was checked is the one connected to.
          lookup: (_host, options, done) =>
            options.all ? done(null, [to] as never) : done(null, to.address, to.family),
        },
        answer => {
          if (answer.statusCode !== 200) return void sent.destroy(new Error('no document'))
          const chunks: Buffer[] = []
          let size = 0
          answer.on('data', (chunk: Buffer) => {
            size += chunk.length
            if (size > bytes) sent.destroy(new Error('too large'))
            else chunks.push(chunk)
          })
          answer.on('end', () => resolve(Buffer.concat(chunks)))
          answer.on('error', reject)
        },
      )
      sent.on('error', reject)
      sent.end()
    }),
}
