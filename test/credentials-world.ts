import type { CredentialsWorld } from '#modules/credentials/contract/world.ts'
import type { IssuedFacts, Owner } from '#modules/credentials/policy.ts'
import { achievementCredential } from '#modules/credentials/rules/achievement.ts'
import { badgePng } from '#modules/credentials/rules/badge-png.ts'
import { LEAST_ENTRIES } from '#modules/credentials/rules/status.ts'
import { privateKeyOf } from '#modules/credentials/server/engine/keys.ts'
import { signToken } from '#modules/credentials/server/engine/sign.ts'
import { signingOf } from '#modules/credentials/server/issuers.ts'
import { listAddress, subjectOf } from '#modules/credentials/server/places.ts'
import type { Viewer } from '#platform/contract/access.ts'
import type { TestApp } from './app.ts'
import { freshCode, insert } from './rows.ts'

type Asker = { viewer: Viewer | null; account: { affiliationId: string; personId: string } }
type School = {
  freshOutcome(): Promise<{ id: string }>
  organisationId: string
  studentId: string
  studentPersonId: string
  guardianPersonId: string
}

/** One page for each DID: signing lists of a page for every example would take longer than the examples. */
const pages = new Map<string, Promise<string>>()
function pageOf(services: TestApp['services'], { issuerId, did }: { issuerId: string; did: string }) {
  const known = pages.get(did)
  if (known) return known
  const values = { issuer_id: issuerId, did, length: LEAST_ENTRIES }
  const made = insert(services, 'credentials.status_pages', values)
  pages.set(did, made)
  return made
}

const NAMED = { zh: '动画短片结业', en: 'Animated short completion' }

/** What examples of credentials need: all of it school A's, for its student. */
export function prepareCredentials(
  app: TestApp,
  { viewer, account }: Asker,
  school: School,
): CredentialsWorld {
  const { services } = app
  const owner: Owner = { organisationId: school.organisationId, groupId: null }
  const template = ({ organisationId, groupId }: Owner) =>
    insert(services, 'credentials.templates', {
      ...{ organisation_id: organisationId, group_id: groupId, kind: 'completion', colour: '#0b6b5d' },
      ...{ name_zh: NAMED.zh, name_en: NAMED.en, description_zh: '短片', criteria_zh: '合格' },
    })
  const picture = (templateId: string) => {
    const png = badgePng({ kind: 'award', colour: '#0b6b5d' })
    return services.systemPool.query(
      'update credentials.templates set picture = credentials.keep_image($2, $3, null) where id = $1',
      [templateId, png, png.subarray(0, 8)],
    )
  }
  const batch = async (templateId: string, deliverAt: Date) =>
    insert(services, 'credentials.batches', {
      ...{
        template_id: templateId,
        organisation_id: school.organisationId,
        total: 1,
        awarded_on: '2026-06-30',
      },
      ...{ deliver_at: deliverAt, by_name: '示例' },
    })
  const soon = () => new Date(Date.now() + 3_600_000)
  const page = async () => {
    const signing = await signingOf(services, owner)
    return { ...signing, pageId: await pageOf(services, signing) }
  }

  async function issuedTo(
    affiliationId: string,
    state: 'in_force' | 'suspended' | 'to_review' | 'pictured' = 'in_force',
  ) {
    const templateId = await template(owner)
    if (state === 'pictured') await picture(templateId)
    const past = new Date(Date.now() - 60_000)
    const batchId = await batch(templateId, past)
    const id = await insert(services, 'credentials.issued', {
      ...{ batch_id: batchId, template_id: templateId, organisation_id: school.organisationId },
      ...{ affiliation_id: affiliationId, learner_name: `示例${freshCode()}`, awarded_on: '2026-06-30' },
      ...{ deliver_at: past, ...(state === 'suspended' ? { suspended_at: past, reason: '复核' } : {}) },
      review: state === 'to_review' ? 'correction' : null,
    })
    const { pageId, did, keyId, method, seed } = await page()
    const free = await services.systemPool.query<{ index: number }>(
      `select index from (select floor(random() * $2)::int as index from generate_series(1, 8)) as drawn
        where not exists (select from credentials.papers where page_id = $1 and status_index = index) limit 1`,
      [pageId, LEAST_ENTRIES],
    )
    const index = free.rows[0]?.index as number
    const credential = achievementCredential(
      {
        ...{ id: templateId, kind: 'completion', name: NAMED, levels: [], alignments: [], image: 'data:,' },
        ...{ description: { zh: '短片', en: null }, criteria: { zh: '合格', en: null } },
      },
      { did, name: { zh: '甲职业学校', en: 'School A' }, url: null },
      {
        ...{ id, subject: subjectOf(services.config, affiliationId), learner: '示例', level: null },
        ...{ awardedOn: '2026-06-30', validFrom: '2026-07-01T00:00:00Z', validUntil: null, evidence: [] },
        status: {
          revocation: listAddress(services.config, pageId, 'revocation'),
          suspension: listAddress(services.config, pageId, 'suspension'),
          index,
        },
      },
    )
    await services.systemPool.query(
      `insert into credentials.papers (issued_id, page_id, status_index, key_id, token) values ($1, $2, $3, $4, $5)`,
      [id, pageId, index, keyId, signToken(credential, { method, key: privateKeyOf(seed) })],
    )
    return id
  }

  return {
    async earned() {
      const templateId = await insert(services, 'credentials.templates', {
        ...{ organisation_id: school.organisationId, kind: 'completion', colour: '#0b6b5d' },
        ...{
          name_zh: '三维建模结业',
          description_zh: '课程',
          criteria_zh: '合格',
          outcome_kind: 'course_result',
        },
      })
      return { templateId, outcomeId: (await school.freshOutcome()).id, subject: owner }
    },
    async template() {
      return { id: await template(owner), version: 1, subject: owner }
    },
    async pictured() {
      const id = await template(owner)
      await picture(id)
      return { id, subject: owner }
    },
    async learner() {
      if (viewer?.role !== 'secretariat')
        return viewer?.organisationId ? account.affiliationId : school.studentId
      const { rows } = await services.systemPool.query<{ id: string }>(
        `select a.id from members.affiliations a join members.memberships m on m.organisation_id = a.organisation_id
          where a.listed and a.ends_on is null and m.group_id = $1 and m.ends_on is null limit 1`,
        [viewer.groupId],
      )
      return rows[0]?.id ?? school.studentId
    },
    ownTemplate() {
      const { role, organisationId = null, groupId = null } = viewer ?? {}
      if (role === 'secretariat') return template({ organisationId: null, groupId })
      return template(organisationId ? { organisationId, groupId: null } : owner)
    },
    async batch() {
      return { id: await batch(await template(owner), soon()), version: 1, subject: owner }
    },
    async issued(state = 'in_force') {
      const facts: IssuedFacts = {
        ...owner,
        delivered: true,
        personId: school.studentPersonId,
        guardianIds: [school.guardianPersonId],
      }
      return { id: await issuedTo(school.studentId, state), version: 1, subject: owner, facts }
    },
    async holding() {
      await issuedTo(account.affiliationId)
    },
    async published() {
      const { issuerId, pageId } = await page()
      return { issuerId, pageId }
    },
  }
}
