import { createHash } from 'node:crypto'
import type { WayToGoal } from '#modules/overpass/contract/planner.ts'
import type { OverpassWorld } from '#modules/overpass/contract/world.ts'
import type { Bridge } from '#modules/overpass/rules/bridge.ts'
import { appendOutcome } from '#modules/records/server/index.ts'
import type { Viewer } from '#platform/contract/access.ts'
import { recordAudit } from '#platform/server/audit/record.ts'
import type { TestApp } from './app.ts'
import { freshCode, insert, insertAffiliation, insertRow } from './rows.ts'

type Asker = { viewer: Viewer | null; account: { affiliationId: string; personId: string } }
type Serving = Pick<TestApp, 'services'>
type At = {
  schoolId: string
  groupId: string
  guardianPersonId: string
  student: { affiliationId: string; personId: string }
}

/** A programme of a school with a plan in force and one course of that many credits. */
export async function insertTarget({ services }: Serving, organisationId: string, credits = 8) {
  const programmeId = await insert(services, 'programmes.programmes', {
    ...{ organisation_id: organisationId, code: freshCode(), name_zh: `数字媒体 ${freshCode()}` },
    ...{ level: 'higher_vocational', form: 'full_time', months: 36, sort_key: 'shuzimeiti' },
  })
  const versionId = await insert(services, 'programmes.versions', {
    ...{ organisation_id: organisationId, programme_id: programmeId, number: 1, state: 'in_force' },
    ...{ semesters: 6, from_cohort: 2020, by_name: '示例', in_force_on: '2020-09-01' },
  })
  const courseId = await insert(services, 'programmes.courses', {
    ...{ organisation_id: organisationId, version_id: versionId, code: 'K-01', name_zh: '角色动画' },
    ...{
      name_en: 'Character animation',
      kind: 'core',
      credits,
      theory_hours: 24,
      practice_hours: 48,
      semester: 1,
    },
  })
  return { programmeId, versionId, courseId }
}

export function bridgeTo(
  target: { programmeId: string; courseId: string },
  more: Partial<Bridge> & { credits?: number } = {},
): Bridge {
  const { credits = 3, ...rest } = more
  return {
    ...{ way: 'secondary_to_higher', from: { programmeIds: [], levels: [] } },
    to: { kind: 'programme', programmeId: target.programmeId, versionId: null },
    entry: { is: 'all', of: [] },
    recognitions: [
      {
        id: 'r1',
        when: { is: 'certificate', named: null, level: 'intermediate', withinYears: null },
        courses: [{ courseId: target.courseId, credits }],
        cap: null,
      },
    ],
    ...{ capTotal: 20, validYears: 5, quota: null, documents: [], feeFen: null, intakes: [], months: 36 },
    automatic: false,
    ...rest,
  }
}

type Signed = {
  parties: readonly string[]
  groupId: string | null
  data: Bridge
  unsigned?: boolean
  /** From when on it holds. */
  from?: string
  fromCohort?: number
  /** Whether its text is open to everybody. */
  open?: boolean
  /** An agreement of which it is the next version. */
  of?: { agreementId: string; number: number }
}

/** An agreement with a bridge as its first clause, signed by all its parties. */
export async function insertBridge({ services }: Serving, signed: Signed) {
  const { parties, groupId, data, unsigned, from = '2026-03-01', fromCohort = null, open = true, of } = signed
  const query = (text: string, values: unknown[]) => services.systemPool.query(text, values)
  const hash = createHash('sha256').update('示例文本').digest('hex')
  const agreementId =
    of?.agreementId ??
    (await insert(services, 'agreements.agreements', {
      ...{ kind: 'credit_recognition', organisation_id: parties[0] },
    }))
  const versionId = await insert(services, 'agreements.versions', {
    ...{
      agreement_id: agreementId,
      number: of?.number ?? 1,
      drafted_by: parties[0],
      group_id: groupId,
      open,
    },
    from_cohort: fromCohort,
    ...{
      title_zh: '学分互认协议',
      title_en: 'Recognition of credit',
      from_date: from,
      by_name: '示例',
    },
  })
  for (const [place, organisationId] of [...new Set(parties)].entries())
    await insert(services, 'agreements.parties', {
      ...{
        version_id: versionId,
        organisation_id: organisationId,
        role: 'school',
        place,
        name_zh: '示例单位',
      },
    })
  const clauseId = await insert(services, 'agreements.clauses', {
    ...{ version_id: versionId, number: 1, kind: 'bridge', title_zh: '衔接通道', data: JSON.stringify(data) },
  })
  await query(
    `update agreements.versions set state = 'review', round = 1, sent_at = now(), text_sha256 = $2 where id = $1`,
    [versionId, hash],
  )
  for (const organisationId of new Set(parties)) {
    if (unsigned && organisationId === parties.at(-1)) continue
    await insert(services, 'agreements.signatures', {
      ...{ version_id: versionId, organisation_id: organisationId, round: 1, text_sha256: hash },
      ...{ mode: 'account', signed_on: '2026-03-01', signer_name: '示例' },
    })
  }
  await query('select agreements.complete($1)', [versionId])
  return { clauseId, versionId, agreementId }
}

type Learner = { organisationId: string; learnerId: string }

/** A confirmed certificate in a learner's record. */
export async function insertCertificate({ services }: Serving, learner: Learner, more: object = {}) {
  const { id } = await appendOutcome(
    {
      db: services.system,
      audit: fact => recordAudit(services.system, fact, { viewer: null, requestId: null }),
    },
    {
      ...{ learner, confirmingOrganisationId: learner.organisationId, kind: 'certificate' },
      ...{ title: { zh: '1+X 动画制作', en: '1+X animation' }, day: '2026-01-10', level: 'intermediate' },
      recordedBy: { affiliationId: null, organisationId: learner.organisationId, name: '示例教师' },
      ...more,
    },
  )
  return id
}

/** An intake of a bridge that is open, or whose last day is over. */
export async function insertIntake(
  { services }: Serving,
  bridge: { clauseId: string; versionId: string },
  more: { organisationId: string; programmeId: string; closed?: boolean; seats?: number },
): Promise<string> {
  const { organisationId, programmeId, closed = false, seats = 2 } = more
  return insert(services, 'overpass.intakes', {
    ...{ clause_id: bridge.clauseId, version_id: bridge.versionId, programme_id: programmeId },
    ...{ organisation_id: organisationId, opens_on: '2026-03-01', starts_on: '2099-09-01', seats },
    ...{ closes_on: closed ? '2026-03-31' : '2099-03-31', ranked_by: 'scores' },
  })
}

/** A secondary programme of a learner's school that their class learns by, so that they stand on the map. */
export async function insertStanding({ services }: Serving, learner: Learner): Promise<string> {
  const at = { organisation_id: learner.organisationId }
  const name = `动漫 ${freshCode()}`
  const programmeId = await insert(services, 'programmes.programmes', {
    ...{ ...at, code: freshCode(), name_zh: name, level: 'secondary', form: 'full_time' },
    ...{ months: 36, sort_key: 'dongman' },
  })
  await insert(services, 'programmes.versions', {
    ...{ ...at, programme_id: programmeId, number: 1, state: 'in_force', semesters: 6 },
    ...{ from_cohort: 2020, by_name: '示例', in_force_on: '2020-09-01' },
  })
  const { rows } = await services.systemPool.query<{ id: string }>(
    `update members.classes set programme_zh = $1
      where id = (select class_id from members.affiliations where id = $2) returning id`,
    [name, learner.learnerId],
  )
  if (rows.length > 0) return programmeId
  const classId = await insert(services, 'members.classes', {
    ...{ ...at, name: `动漫 ${freshCode()}`, programme_zh: name, cohort: 2025, starts_on: '2025-09-01' },
  })
  await services.systemPool.query('update members.affiliations set class_id = $1 where id = $2', [
    classId,
    learner.learnerId,
  ])
  return programmeId
}

/** A way of one step along a signed bridge, as it is kept. */
export function wayAlong(step: {
  clauseId: string
  fromId: string
  toId: string
  organisationId: string
}): WayToGoal {
  const name = { zh: '数字媒体', en: null }
  return {
    figures: { months: 72, creditsNotKept: 0, feeFen: 0, certainty: 'open' },
    steps: [
      {
        ...{ fromId: step.fromId, bridgeId: step.clauseId, certainty: 'open', because: [], intake: null },
        to: {
          ...{ id: step.toId, kind: 'programme', level: 'higher_vocational', name, region: null },
          organisation: { id: step.organisationId, name },
        },
        basis: { kind: 'clause', agreementId: step.clauseId, title: name, clause: 1 },
        ...{ startsOn: '2028-09-01', intakeAssumed: false, endsOn: '2031-09-01', months: 36, feeFen: 0 },
        ...{ requirements: [], gaps: [], recognised: [], recognisedCredits: 0, recognisableCredits: 8 },
        ...{ targetCredits: 8, missing: [], untilCohort: null, untilDay: null, automatic: false },
      },
    ],
  }
}

/** What examples of claims and bridges need; each is made for its call. */
export async function prepareOverpass(app: TestApp, at: At): Promise<(asker: Asker) => OverpassWorld> {
  const { services } = app
  const { schoolId, groupId, student } = at
  const base = await insertTarget(app, schoolId)
  const { clauseId: bridgeId } = await insertBridge(app, {
    ...{ parties: [schoolId], groupId, data: bridgeTo(base) },
  })

  type Person = Learner & { personId: string }
  async function claim(by: Person, state: 'submitted' | 'refused' | 'approved') {
    const target = await insertTarget(app, schoolId)
    const data = bridgeTo(target)
    const { clauseId, versionId } = await insertBridge(app, {
      ...{ parties: [by.organisationId, schoolId], groupId, data },
    })
    const outcomeId = await insertCertificate(app, by)
    const decided = state !== 'submitted'
    const id = await insert(services, 'overpass.claims', {
      ...{ person_id: by.personId, organisation_id: by.organisationId, learner_id: by.learnerId },
      ...{ learner_name: '学示例', clause_id: clauseId, version_id: versionId, group_id: groupId, state },
      ...{ programme_id: target.programmeId, target_version_id: target.versionId },
      ...{ receiving_organisation_id: schoolId, due_on: '2099-01-01' },
      ...(decided
        ? { decided_at: new Date(), reason_code: 'content', reason: '内容不一致', decided_name: '示例' }
        : {}),
    })
    const spent = { submitted: 'claimed', refused: 'refused', approved: 'recognised' }[state]
    await insertRow(services, 'overpass.spendings', {
      ...{ claim_id: id, outcome_id: outcomeId, programme_id: target.programmeId, recognition_id: 'r1' },
      state: spent,
    })
    await insertRow(services, 'overpass.claim_lines', {
      ...{ claim_id: id, outcome_id: outcomeId, course_id: target.courseId, claimed: 30 },
      recognised: state === 'approved' ? 30 : 0,
    })
    const post = (from: string, to: string) =>
      insert(services, 'overpass.postings', {
        ...{ person_id: by.personId, programme_id: target.programmeId, claim_id: id, amount: 30 },
        ...{ from_account: from, to_account: to, outcome_id: outcomeId },
      })
    await post('granted', 'claimed')
    if (state === 'refused') await post('claimed', 'granted')
    if (state === 'approved') await post('claimed', 'recognised')
    return id
  }
  const pupil: Person = {
    ...{ organisationId: schoolId, learnerId: student.affiliationId, personId: student.personId },
  }
  const facts = { receivingOrganisationId: schoolId }

  async function intake(parties: readonly string[], closed = false): Promise<string> {
    const target = await insertTarget(app, schoolId)
    const bridge = await insertBridge(app, { parties, groupId, data: bridgeTo(target) })
    return insertIntake(app, bridge, { organisationId: schoolId, programmeId: target.programmeId, closed })
  }
  const admission = async (by: Person, state: 'submitted' | 'offered' | 'accepted') =>
    insert(services, 'overpass.applications', {
      ...{ intake_id: await intake([by.organisationId, schoolId], true), person_id: by.personId, state },
      ...{ organisation_id: by.organisationId, learner_id: by.learnerId, learner_name: '学示例' },
      ...{ receiving_organisation_id: schoolId, entry_met: true, score: 80, credits: 30 },
      facts: { parts: [], outcomes: [] },
      ...(state === 'submitted'
        ? {}
        : { place: 1, offered_on: '2026-04-01', answer_by: '2099-04-08', wanted_at: new Date() }),
    })

  /** From where a learner stands a bridge to a programme of the school, made once for each. */
  const roads = new Map<string, Promise<{ clauseId: string; fromId: string; toId: string }>>()
  async function makeRoad(by: Person) {
    const fromId = await insertStanding(app, by)
    const target = await insertTarget(app, schoolId)
    const data = bridgeTo(target, { from: { programmeIds: [fromId], levels: [] } })
    const { clauseId } = await insertBridge(app, { parties: [by.organisationId, schoolId], groupId, data })
    return { clauseId, fromId, toId: target.programmeId }
  }
  const roadOf = (by: Person) => {
    const road = roads.get(by.learnerId) ?? makeRoad(by)
    roads.set(by.learnerId, road)
    return road
  }
  async function plan(by: Person) {
    const road = await roadOf(by)
    const way = JSON.stringify(wayAlong({ ...road, organisationId: schoolId }))
    const id = await insert(services, 'overpass.plans', {
      ...{ person_id: by.personId, organisation_id: by.organisationId, learner_id: by.learnerId },
      ...{ learner_name: '学示例', question: { goal: `place:${road.toId}` }, way, now: way, grounds: '' },
      ...{ clause_ids: [road.clauseId], agreement_ids: [], place_ids: [road.fromId, road.toId] },
    })
    return { id, bridgeIds: [road.clauseId] }
  }

  return ({ account }) => {
    /** The asker as a learner: as whom they act, or a time at school that is over. */
    async function own(): Promise<Person> {
      const { rows } = await services.systemPool.query<{ organisation_id: string; role: string }>(
        'select organisation_id, role from members.affiliations where id = $1',
        [account.affiliationId],
      )
      const standing = rows[0]
      const { personId } = account
      if (standing && ['student', 'resident'].includes(standing.role))
        return { organisationId: standing.organisation_id, learnerId: account.affiliationId, personId }
      const learnerId = await insertAffiliation(services, {
        ...{ organisationId: schoolId, role: 'student', name: '往届示例', personId, endsOn: '2026-01-31' },
      })
      return { organisationId: schoolId, learnerId, personId }
    }
    return {
      ...{ bridgeId, schoolId },
      async freshBridge() {
        const data = bridgeTo(await insertTarget(app, schoolId))
        return (await insertBridge(app, { parties: [schoolId], groupId, data })).clauseId
      },
      freshIntake: async ({ closed = false } = {}) => ({ id: await intake([schoolId], closed), facts }),
      openToMe: async () => ({ id: await intake([(await own()).organisationId, schoolId]) }),
      freshAdmission: async state => ({
        id: await admission(pupil, state),
        facts: { ...facts, personId: pupil.personId, guardianIds: [at.guardianPersonId] },
      }),
      async ownAdmission(state) {
        const learner = await own()
        return { id: await admission(learner, state), personId: learner.personId }
      },
      twoProgrammes: async () => ({ from: (await roadOf(pupil)).fromId, to: base.programmeId }),
      async wayToKeep() {
        const { clauseId, toId } = await roadOf(await own())
        return { goal: `place:${toId}`, bridgeIds: [clauseId] }
      },
      async somePlan() {
        const { personId } = pupil
        return {
          ...(await plan(pupil)),
          facts: { personId, adviserId: null, guardianIds: [at.guardianPersonId] },
        }
      },
      draft: async () => bridgeTo(base) as unknown as Record<string, unknown>,
      async claimable() {
        const learner = await own()
        const target = await insertTarget(app, schoolId)
        const { clauseId } = await insertBridge(app, {
          ...{ parties: [learner.organisationId, schoolId], groupId, data: bridgeTo(target) },
        })
        return { clauseId, outcomeId: await insertCertificate(app, learner) }
      },
      async ownClaim() {
        const learner = await own()
        return { id: await claim(learner, 'submitted'), personId: learner.personId }
      },
      async ownRefused() {
        const learner = await own()
        return { id: await claim(learner, 'refused'), personId: learner.personId }
      },
      async waiting() {
        const id = await claim(pupil, 'submitted')
        for (const name of ['一', '二']) {
          const affiliation_id = await insertAffiliation(services, {
            ...{ organisationId: schoolId, role: 'teacher', name: `委员${name}` },
          })
          await insertRow(services, 'overpass.votes', {
            claim_id: id,
            affiliation_id,
            name,
            opinion: 'approve',
          })
        }
        return { id, facts }
      },
      async someClaim() {
        const id = await claim(pupil, 'submitted')
        const guardianIds = [at.guardianPersonId]
        return { id, facts: { ...facts, personId: pupil.personId, groupId, appealed: false, guardianIds } }
      },
      async recognised() {
        return { id: await claim(pupil, 'approved'), facts }
      },
      async freshAppeal() {
        const claimId = await claim(pupil, 'refused')
        const id = await insert(services, 'overpass.appeals', {
          ...{ claim_id: claimId, group_id: groupId, reason: '请复核', due_on: '2099-01-01' },
        })
        return { id, groupId }
      },
    }
  }
}
