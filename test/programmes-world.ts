import type { ProgrammesWorld } from '#modules/programmes/contract/world.ts'
import type { OpenServices } from '#platform/server/services.ts'
import { freshCode, insert, insertAffiliation } from './rows.ts'

type At = { schoolId: string; companyId: string; groupId: string; ownAffiliationId: string }

/** One programme with a version in force and a framework, and fresh ones for examples that change something. */
export async function prepareProgrammes(
  services: OpenServices,
  { schoolId, companyId, groupId }: Omit<At, 'ownAffiliationId'>,
): Promise<(ownAffiliationId: string) => ProgrammesWorld> {
  const school = { organisation_id: schoolId }

  async function makeFramework() {
    const id = await insert(services, 'programmes.frameworks', {
      ...{ ...school, kind: 'competencies', name_zh: `示例框架 ${freshCode()}` },
      ...{ levels_zh: ['基础', '熟练', '精通'], levels_en: ['Basic', 'Skilled', 'Expert'] },
    })
    const competencyId = await insert(services, 'programmes.competencies', {
      ...{ framework_id: id, code: freshCode(), name_zh: '三维建模', name_en: 'Modelling' },
    })
    return { framework: { id, version: 1 }, competency: { id: competencyId, version: 1 } }
  }
  const makeOccupation = (code = freshCode()) =>
    insert(services, 'programmes.occupations', {
      ...school,
      code,
      name_zh: '角色动画师',
      name_en: 'Animator',
    })
  const makeGroup = (programmeId: string) =>
    insert(services, 'programmes.programme_groups', {
      group_id: groupId,
      name_zh: `示例群 ${freshCode()}`,
    }).then(async id => {
      await services.systemPool.query(
        'insert into programmes.group_programmes (programme_group_id, programme_id) values ($1, $2)',
        [id, programmeId],
      )
      return id
    })
  const partnerAffiliationId = await insertAffiliation(services, {
    ...{ organisationId: companyId, role: 'mentor', name: '导师示例', listed: true },
  })

  async function make(state: string, reviewers: string[] = []) {
    const programmeId = await insert(services, 'programmes.programmes', {
      ...{ ...school, code: freshCode(), name_zh: `示例专业 ${freshCode()}`, level: 'secondary' },
      ...{ form: 'full_time', months: 36, sort_key: 'shili' },
    })
    const running = state === 'in_force' || state === 'closed'
    const versionId = await insert(services, 'programmes.versions', {
      ...{ ...school, programme_id: programmeId, number: 1, state, semesters: 6, from_cohort: 2025 },
      ...{ by_name: '示例', in_force_on: running ? '2025-07-01' : null },
    })
    const courseId = await insert(services, 'programmes.courses', {
      ...{ ...school, version_id: versionId, code: 'K-01', name_zh: '三维建模', kind: 'core', credits: 4 },
      ...{ theory_hours: 24, practice_hours: 48, semester: 1 },
    })
    const colleague = await insertAffiliation(services, {
      ...{ organisationId: schoolId, role: 'teacher', name: '委员示例' },
    })
    const reviewerIds: string[] = []
    for (const [i, affiliationId] of [...reviewers, colleague].entries())
      reviewerIds.push(
        await insert(services, 'programmes.reviewers', {
          ...{ version_id: versionId, affiliation_id: affiliationId, organisation_id: schoolId },
          ...{ side: i === 0 ? 'company' : 'school', name: '委员示例' },
        }),
      )
    return { programmeId, versionId, courseId, reviewerId: reviewerIds.at(-1) as string }
  }

  const [{ framework, competency }, base, occupationId] = [
    await makeFramework(),
    await make('in_force'),
    await makeOccupation(),
  ]
  const programmeGroupId = await makeGroup(base.programmeId)
  const fresh = (id: string) => ({ id, version: 1 })
  return ownAffiliationId => ({
    ...{ organisationId: schoolId, groupId, programmeId: base.programmeId, versionId: base.versionId },
    ...{ frameworkId: framework.id, competencyId: competency.id, occupationId, programmeGroupId },
    ...{ partnerAffiliationId, freshCode },
    async fresh(state = 'draft') {
      const { programmeId, versionId, courseId, reviewerId } = await make(state)
      return { programme: fresh(programmeId), version: fresh(versionId), course: fresh(courseId), reviewerId }
    },
    freshFramework: makeFramework,
    freshOccupation: async () => fresh(await makeOccupation()),
    freshProgrammeGroup: async () => fresh(await makeGroup(base.programmeId)),
    invited: async () => ({
      versionId: (await make('review', [ownAffiliationId])).versionId,
      affiliationId: ownAffiliationId,
    }),
  })
}
