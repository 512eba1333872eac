import { sql } from 'kysely'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/letters.ts'
import type { LetterPreferences } from '../contract/letters.ts'
import { fail } from './fail.ts'
import { readStopToken } from './secrets.ts'

const NONE: LetterPreferences = { rhythm: 'off', language: 'zh', quietFrom: 21, quietTo: 7 }

export const getLetters: Handler<typeof contract.getLetters> = async context => {
  const { personId } = context.signedIn()
  const { rows } = await sql<LetterPreferences>`select rhythm, language, quiet_from, quiet_to
    from information.letter_preferences where person_id = ${personId}`.execute(context.db)
  const { rows: reach } = await sql<{ reachable: boolean; zone: string }>`select
      accounts.confirmed_email(${personId}) is not null as reachable, members.zone_of(${personId}) as zone`.execute(
    context.system,
  )
  return { ...(rows[0] ?? NONE), reachable: reach[0]?.reachable ?? false, zone: reach[0]?.zone ?? '' }
}

export const setLetters: Handler<typeof contract.setLetters> = async (context, { body }) => {
  const { personId } = context.signedIn()
  // An API key is nobody.
  if (context.viewer?.scopes) return undefined
  await sql`insert into information.letter_preferences (person_id, rhythm, language, quiet_from, quiet_to)
    values (${personId}, ${body.rhythm}, ${body.language}, ${body.quietFrom}, ${body.quietTo})
    on conflict (person_id) do update set rhythm = excluded.rhythm, language = excluded.language,
      quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, updated_at = now()`.execute(context.db)
  return undefined
}

/** Stops letters on the word of a link that only a letter to that person carries. */
export const stopLetters: Handler<typeof contract.stopLetters> = async (context, { body }) => {
  const personId = readStopToken(context.config, body.token)
  if (!personId) return fail('unprocessable', 'information.link_not_valid')
  await sql`update information.letter_preferences set rhythm = 'off', updated_at = now()
    where person_id = ${personId}`.execute(context.system)
  return undefined
}
