import { isIP } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { Failure } from '../../contract/errors.ts'
import type { Config } from '../config.ts'

const LOOPBACK = ['localhost', '[::1]']

/** The name of a `Host` header without its port, in small letters. */
function nameOf(host: string): string {
  return host
    .toLowerCase()
    .replace(/:\d{1,5}$/, '')
    .replace(/\.$/, '')
}

/** Whether a name can mean nothing but this machine, or is one that the settings give. */
function isOurs(name: string, { HOST, PUBLIC_URL }: Pick<Config, 'HOST' | 'PUBLIC_URL'>): boolean {
  if (LOOPBACK.includes(name) || name.endsWith('.localhost')) return true
  if (isIP(name) === 4 && name.startsWith('127.')) return true
  const own = [HOST, isIP(HOST) === 6 ? `[${HOST}]` : '', PUBLIC_URL ? new URL(PUBLIC_URL).hostname : '']
  return own.includes(name)
}

/**
 * The demo lets anybody act as anybody, so it answers only under names of this very machine: a foreign site whose
 * name is made to lead here (DNS rebinding) gets nothing.
 */
export function refuseForeignHosts(
  app: FastifyInstance,
  settings: Pick<Config, 'HOST' | 'PUBLIC_URL'>,
): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const name = nameOf(request.headers.host ?? '')
    done(isOurs(name, settings) ? undefined : new Failure('forbidden', 'host'))
  })
}
