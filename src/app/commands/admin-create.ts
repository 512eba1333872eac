import { z } from 'zod'
import { createFirstAdministrator } from '#modules/accounts/server/index.ts'
import { ORGANISATION_KINDS } from '#modules/members/contract.ts'
import { CommandError } from './explain.ts'
import { readArgs, say, UsageError } from './usage.ts'
import { withPlatform } from './with-database.ts'

const given = z.object({
  name: z.string().trim().min(1).max(100),
  email: z.email().max(254).optional(),
  organisation: z.string().regex(/^[A-Z][A-Z0-9]{1,11}$/, 'two to twelve capital letters and digits'),
  kind: z.enum(ORGANISATION_KINDS),
  title: z.string().trim().min(1).max(200).optional(),
  'title-en': z.string().trim().min(1).max(200).optional(),
})

export async function run(args: string[]): Promise<void> {
  const { values } = readArgs(args, [], {
    name: { type: 'string' },
    email: { type: 'string' },
    organisation: { type: 'string' },
    kind: { type: 'string', default: 'secondary_school' },
    title: { type: 'string' },
    'title-en': { type: 'string' },
  })
  const parsed = given.safeParse(values)
  if (!parsed.success)
    throw new UsageError(parsed.error.issues.map(one => `--${one.path.join('.')}: ${one.message}`).join('\n'))
  const { name, email, organisation, kind, title, 'title-en': nameEn } = parsed.data
  await withPlatform(async ({ services }) => {
    const made = await createFirstAdministrator(services, {
      name,
      email,
      organisation: { code: organisation, kind, nameZh: title ?? organisation, nameEn },
    }).catch((error: Error) => {
      throw /has an administrator/.test(error.message) ? new CommandError(error.message) : error
    })
    say(`${name} opens this link, or types the code, until ${made.expiresAt.toISOString()}:`)
    say(`  ${made.link}`)
    say(`  ${made.code}`)
  })
}
