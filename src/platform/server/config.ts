import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { z } from 'zod'
import { isOnDisk } from './on-disk.ts'
import { isGuessable } from './secret-strength.ts'

const port = z.coerce.number().int().min(0).max(65535)

/** Letters, cookies and the defence against forgery all build on the bare origin. */
const isOrigin = (address: string): boolean => {
  const url = URL.parse(address)
  // What is no address at all is told by the check for that.
  return !url || url.href === `${url.origin}/`
}

const RANGES = ['loopback', 'linklocal', 'uniquelocal']
/** Addresses, blocks of them (`10.1.0.0/16`) and names of ranges, with commas between. */
const areAddresses = (list: string): boolean =>
  list.split(',').every(part => {
    const [address = '', bits = '0', more] = part.trim().split('/')
    if (RANGES.includes(part.trim())) return true
    return (
      more === undefined &&
      /^\d+$/.test(bits) &&
      Number(bits) <= (isIP(address) === 4 ? 32 : 128) &&
      isIP(address) > 0
    )
  })

/** Every setting of the platform, once. The table in docs/OPERATIONS.md says the same in words. */
const settings = z.object({
  HOST: z.string().min(1).max(255).default('127.0.0.1'),
  PORT: port.default(4000),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .refine(isOrigin, 'must be an origin alone, such as https://overpass.example.org')
    .optional(),
  TRUSTED_PROXIES: z.string().max(1000).refine(areAddresses, 'must be addresses').default('loopback'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  OVERPASS_DATA: z
    .string()
    .min(1)
    .refine(isOnDisk, 'must be a folder for files, not below /proc or /sys')
    .default('./data'),
  OVERPASS_SECRET: z
    .string()
    .min(32, { abort: true })
    .max(500)
    .refine(
      secret => !isGuessable(secret),
      'is long but easily guessed (few different characters, something repeated, or a row such as 123456): take a random one, for example of "openssl rand -base64 36"',
    )
    .optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, hostname: /./ }).optional(),
  MAIL_FROM: z.email().optional(),
  METRICS_TOKEN: z.string().min(16).max(200).optional(),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  S3_REGION: z.string().max(100).default('us-east-1'),
  S3_BUCKET: z.string().min(3).max(63).optional(),
  S3_ACCESS_KEY: z.string().max(200).optional(),
  S3_SECRET_KEY: z.string().max(200).optional(),
  FFMPEG_PATH: z.string().min(1).max(1000).optional(),
  CREDENTIALS_LOOKUP: z.enum(['off', 'on']).default('off'),
  CALENDAR_LOOKUP: z.enum(['off', 'on']).default('on'),
  VC_API: z.enum(['off', 'on']).default('off'),
})

const whole = settings.superRefine((value, context) => {
  if (!value.S3_BUCKET) return
  for (const name of ['S3_ACCESS_KEY', 'S3_SECRET_KEY'] as const)
    if (!value[name]) context.addIssue({ code: 'custom', path: [name], message: 'required with S3_BUCKET' })
})

export type Settings = z.infer<typeof settings>

/** How the process runs: `demo` on this machine alone, `serve` and `worker` for real use, `tool` for commands. */
export type Mode = 'demo' | 'serve' | 'worker' | 'tool' | 'test'
export type Config = Settings & { mode: Mode; demo: boolean; dataDir: string }

/** A setting that is missing or wrong, with the names of all of them. */
export class BadSettings extends Error {
  readonly problems: { name: string; problem: string }[]

  constructor(problems: { name: string; problem: string }[]) {
    super(problems.map(p => `${p.name}: ${p.problem}`).join('\n'))
    this.problems = problems
  }
}

const REQUIRED: Partial<Record<Mode, (keyof Settings)[]>> = {
  serve: ['PUBLIC_URL', 'OVERPASS_SECRET'],
  worker: ['PUBLIC_URL', 'OVERPASS_SECRET', 'DATABASE_URL'],
}

/** Reads the settings of a mode from the environment. Throws BadSettings naming every bad or missing one. */
export function readConfig(mode: Mode, env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = whole.safeParse(given)
  const problems = parsed.success
    ? []
    : parsed.error.issues.map(issue => ({ name: issue.path.join('.'), problem: issue.message }))
  for (const name of REQUIRED[mode] ?? [])
    if (given[name] === undefined) problems.push({ name, problem: `required by "${mode}"` })
  if (problems.length || !parsed.success) throw new BadSettings(problems)
  return { ...parsed.data, mode, demo: mode === 'demo', dataDir: resolve(parsed.data.OVERPASS_DATA) }
}
