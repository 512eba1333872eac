import { en as credentials } from '#modules/credentials/messages.en.ts'
import { en as credentialPages } from '#modules/credentials/messages.pages.en.ts'
import { en as audit } from '#modules/house/messages.audit.en.ts'
import { en as house } from '#modules/house/messages.en.ts'
import { en as information } from '#modules/information/messages.en.ts'
import { en as cycle } from '#modules/members/messages.cycle.en.ts'
import { en as members } from '#modules/members/messages.en.ts'
import { en as imports } from '#modules/members/messages.import.en.ts'
import { en as oneroster } from '#modules/members/messages.oneroster.en.ts'
import { en as organs } from '#modules/members/messages.organs.en.ts'
import { early } from './messages.early.en.ts'
import type { zh } from './messages.zh.ts'

/** Every module's words in English. */
export const en: Record<keyof typeof zh, string> = {
  ...early,
  ...house,
  ...audit,
  ...members,
  ...cycle,
  ...organs,
  ...imports,
  ...oneroster,
  ...information,
  ...credentials,
  ...credentialPages,
}
