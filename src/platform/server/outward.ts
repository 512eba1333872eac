import { lookup as lookupName } from 'node:dns/promises'
import { request } from 'node:https'
import { isIP } from 'node:net'
import { isPublicAddress } from './public-address.ts'

/** Why nothing came back; of what was reached, what was wrong with its answer. */
export class NoAnswer extends Error {
  readonly fault: 'inward' | 'unreachable'
  readonly answer: 'none' | 'redirect' | 'status' | 'too_large'

  constructor(fault: NoAnswer['fault'], answer: NoAnswer['answer'] = 'none') {
    super(fault)
    this.fault = fault
    this.answer = answer
  }
}

type Address = { address: string; family: number }
type Asks = { bytes: number; ms: number; accept: string }
/** What reaches out; tests put their own in. */
export type Reach = {
  resolve(host: string): Promise<Address[]>
  get(url: URL, to: Address, asks: Asks): Promise<Buffer>
}

const DOCUMENT: Asks = {
  ...{ bytes: 2_000_000, ms: 5_000 },
  accept: 'application/json, application/vc+jwt, */*;q=0.1',
}

/**
 * Reads a public document of another platform: https on its own port alone, by a host name all of whose addresses
 * are public, from the very address that was checked, without redirects. Throws NoAnswer.
 */
export async function lookOutward(
  address: URL | null,
  reach: Reach = network,
  asks: Partial<Asks> = {},
): Promise<Buffer> {
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
    return await reach.get(address, first, { ...DOCUMENT, ...asks })
  } catch (error) {
    throw error instanceof NoAnswer ? error : new NoAnswer('unreachable')
  }
}

const network: Reach = {
  resolve: host => lookupName(host, { all: true }),
  get: (url, to, { bytes, ms, accept }) =>
    new Promise((resolve, reject) => {
      const sent = request(
        url,
        {
          agent: false,
          headers: { accept, 'accept-encoding': 'identity' },
          signal: AbortSignal.timeout(ms),
          // Nobody is asked a second time where the host is: the address that was checked is the one connected to.
          lookup: (_host, options, done) =>
            options.all ? done(null, [to] as never) : done(null, to.address, to.family),
        },
        answer => {
          const { statusCode = 0 } = answer
          const wrong = statusCode >= 300 && statusCode < 400 ? 'redirect' : 'status'
          if (statusCode !== 200) return void sent.destroy(new NoAnswer('unreachable', wrong))
          const chunks: Buffer[] = []
          let size = 0
          answer.on('data', (chunk: Buffer) => {
            size += chunk.length
            if (size > bytes) sent.destroy(new NoAnswer('unreachable', 'too_large'))
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
