import { randomBytes } from 'node:crypto'
import type { AccountsWorld } from '#modules/accounts/contract/world.ts'
import { normaliseCode } from '#modules/accounts/rules/code.ts'
import { hashOfCode, makeCode } from '#modules/accounts/server/codes.ts'
import type { TestApp } from './app.ts'
import { freshCode, insert, insertAffiliation, insertPerson } from './rows.ts'
import { addAccount } from './sign-in.ts'

type At = { organisationId: string; groupIds: string[] }

const TOMORROW = () => new Date(Date.now() + 86_400_000)

/** What examples of signing in and inviting need of one school. */
export function prepareAccounts(app: TestApp, at: At): AccountsWorld {
  const { services } = app
  const { organisationId } = at
  const code = () => {
    const shown = makeCode()
    return { shown, hash: hashOfCode(services, normaliseCode(shown) ?? '') }
  }

  async function freshInvitable() {
    const classId = await insert(services, 'members.classes', {
      ...{ organisation_id: organisationId, name: `邀请班 ${freshCode()}`, starts_on: '2025-09-01' },
    })
    const affiliationId = await insertAffiliation(services, {
      ...{ organisationId, role: 'student', name: '待邀请', number: freshCode(), classId },
    })
    return { affiliationId, classId, ...at }
  }

  async function freshResettable() {
    const personId = await insertPerson(services, '无邮箱')
    await addAccount(app, { personId, affiliationId: null })
    const affiliationId = await insertAffiliation(services, {
      ...{ organisationId, role: 'student', name: '无邮箱', number: freshCode(), personId },
    })
    return { affiliationId, organisationId, personId }
  }

  return {
    freshInvitable,
    async freshInvitation() {
      const { affiliationId } = await freshInvitable()
      const { shown, hash } = code()
      const id = await insert(services, 'accounts.invitations', {
        ...{ organisation_id: organisationId, affiliation_id: affiliationId, code_hash: hash },
        ...{ delivery: 'print', expires_at: TOMORROW() },
      })
      return { id, code: shown, ...at }
    },
    freshResettable,
    async freshRecovery() {
      const { affiliationId, personId } = await freshResettable()
      const { shown, hash } = code()
      await insert(services, 'accounts.recoveries', {
        ...{ person_id: personId, kind: 'organisation', organisation_id: organisationId },
        ...{ affiliation_id: affiliationId, token_hash: hash, expires_at: TOMORROW() },
      })
      return shown
    },
    async freshMergeCode() {
      const personId = await insertPerson(services, '另一个账号')
      await addAccount(app, { personId, affiliationId: null })
      const { shown, hash } = code()
      await services.systemPool.query(
        'insert into accounts.merge_codes (person_id, code_hash, expires_at) values ($1, $2, $3)',
        [personId, hash, TOMORROW()],
      )
      return shown
    },
    async endErasure(personId) {
      await services.systemPool.query(
        `update accounts.erasures set state = 'undone', ended_at = now() where person_id = $1 and state = 'waiting'`,
        [personId],
      )
    },
    async freshKey() {
      const personId = await insertPerson(services, '管理员')
      const id = await insert(services, 'accounts.api_keys', {
        ...{ organisation_id: organisationId, role: 'school_admin', name: '教务系统', hint: 'ovp_xxxxxx' },
        ...{
          key_hash: randomBytes(32),
          scopes: ['people.read'],
          created_by: personId,
          expires_at: TOMORROW(),
        },
      })
      return { id, organisationId }
    },
  }
}
