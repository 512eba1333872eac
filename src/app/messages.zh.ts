import { zh as credentialPages } from '#modules/credentials/messages.pages.zh.ts'
import { zh as credentials } from '#modules/credentials/messages.zh.ts'
import { zh as audit } from '#modules/house/messages.audit.zh.ts'
import { zh as house } from '#modules/house/messages.zh.ts'
import { zh as information } from '#modules/information/messages.zh.ts'
import { zh as cycle } from '#modules/members/messages.cycle.zh.ts'
import { zh as imports } from '#modules/members/messages.import.zh.ts'
import { zh as oneroster } from '#modules/members/messages.oneroster.zh.ts'
import { zh as organs } from '#modules/members/messages.organs.zh.ts'
import { zh as members } from '#modules/members/messages.zh.ts'
import { early } from './messages.early.zh.ts'

/** Every module's words in Chinese. */
export const zh = {
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
