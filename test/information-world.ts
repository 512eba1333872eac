import { Readable } from 'node:stream'
import type { InformationWorld } from '#modules/information/contract/world.ts'
import { FEED } from '#modules/information/server/feed.ts'
import { writeStopToken } from '#modules/information/server/secrets.ts'
import type { Role, Viewer } from '#platform/contract/access.ts'
import { makeAddressSecret } from '#platform/server/address-secret.ts'
import type { TestApp } from './app.ts'
import { freshCode, insert, insertAffiliation, insertPerson } from './rows.ts'
import { addAccount } from './sign-in.ts'

type Asker = { viewer: Viewer | null; account: { affiliationId: string; personId: string } }
/** School A and the affiliation of its administrator. */
type School = { organisationId: string; administratorId: string }
type Standing = {
  organisation_id: string
  group_id: string | null
  role: Exclude<Role, 'person'>
  class_id: string
}

/** What examples of notices and to-dos need of whoever asks. */
export function prepareInformation(app: TestApp, asker: Asker, school: School): InformationWorld {
  const { services } = app
  const { affiliationId: own, personId } = asker.account
  const standing = async () => {
    const { rows } = await services.systemPool.query<Standing>(
      'select organisation_id, group_id, role, class_id from members.affiliations where id = $1',
      [own],
    )
    return rows[0] as Standing
  }
  const todo = (values: Record<string, unknown>) =>
    insert(services, 'information.todos', {
      ...{ desk: `a:${own}`, kind: 'information.example', path: '/todos' },
      ...{ subject_kind: 'example', subject_id: freshCode(), ...values },
    })

  async function colleague() {
    const { organisation_id: organisationId, group_id: groupId, role } = await standing()
    const colleagueId = await insertPerson(services, '同事示例')
    await addAccount(app, { personId: colleagueId, affiliationId: null })
    return insertAffiliation(services, {
      ...{ organisationId, role, name: '同事示例', personId: colleagueId },
      ...(groupId ? { groupId } : {}),
    })
  }

  async function notice(organisationId: string, author: string, state: string, role: string) {
    const rule = { scope: 'organisation', id: organisationId, roles: [role] }
    const id = await insert(services, 'information.notices', {
      ...{ organisation_id: organisationId, author_person_id: personId, author_affiliation_id: author },
      ...{ author_name: '示例作者', title_zh: '开放日', body_zh: '十二月五日。', comments: true },
      ...{ audience: JSON.stringify([rule]), state, published_at: state === 'draft' ? null : new Date() },
    })
    if (state === 'published')
      await services.systemPool.query(
        'insert into information.notice_keys (key, notice_id) values ($1, $2)',
        [`o:${organisationId}:${role}`, id],
      )
    const bytes = Buffer.from('%PDF-1.4\n')
    const { sha256, size } = await services.files.put(Readable.from([bytes]), {
      maxBytes: 1000,
    })
    const file = { name: '安排.pdf', media_type: 'application/pdf', size }
    const fileId = await insert(services, 'platform.files', {
      ...{ owner_organisation_id: organisationId, purpose: 'information.notice', ...file },
      sha256: Buffer.from(sha256, 'hex'),
    })
    return {
      id,
      fileId: await insert(services, 'information.notice_files', {
        ...{ notice_id: id, file_id: fileId, sha256, ...file },
      }),
    }
  }

  /** A guardian stands somewhere only through a child. */
  async function ensureChild({ organisation_id: organisationId }: Standing) {
    const student = await insertAffiliation(services, {
      ...{
        organisationId,
        role: 'student',
        name: '孩子示例',
        birthDate: `${new Date().getFullYear() - 10}-01-01`,
      },
    })
    await insert(services, 'members.guardianships', {
      ...{ organisation_id: organisationId, relation: 'mother', state: 'confirmed' },
      ...{ guardian_affiliation_id: own, student_affiliation_id: student },
    })
  }

  return {
    freshTodo: () => todo({}),
    colleague,
    handedOn: async () =>
      todo({ desk: `a:${await colleague()}`, handed_from: `a:${own}`, handed_at: new Date() }),
    async audience() {
      const { organisation_id: at, role, class_id } = await standing()
      if (role !== 'teacher') return [{ scope: 'organisation', id: at, roles: ['teacher'] }]
      if (class_id) return [{ scope: 'class', id: class_id, roles: ['teacher'] }]
      const id = await insert(services, 'members.classes', {
        ...{ organisation_id: at, name: `示例班 ${freshCode()}`, starts_on: '2025-09-01' },
      })
      await services.systemPool.query('update members.affiliations set class_id = $2 where id = $1', [
        own,
        id,
      ])
      return [{ scope: 'class', id, roles: ['teacher'] }]
    },
    async keptNotice(state = 'draft') {
      const { organisationId, administratorId: author } = school
      const made = await notice(organisationId, author, state, 'teacher')
      return { ...made, version: 1, subject: { organisationId, groupId: null, authorAffiliationId: author } }
    },
    async readableNotice() {
      const at = await standing()
      if (at.role === 'guardian') await ensureChild(at)
      const made = await notice(at.organisation_id, own, 'published', at.role)
      const commentId = await insert(services, 'information.notice_comments', {
        ...{
          notice_id: made.id,
          person_id: personId,
          author_name: '示例',
          author_role: at.role,
          text: '收到',
        },
      })
      return { ...made, commentId }
    },
    unsubscribeToken: async () => writeStopToken(services.config, personId),
    async feedToken() {
      const { shown, hash } = makeAddressSecret(FEED)
      await services.systemPool.query(
        `insert into information.feeds (person_id, token_hash) values ($1, $2)
          on conflict (person_id) do update set token_hash = excluded.token_hash`,
        [personId, hash],
      )
      return shown
    },
  }
}
