// Every page there is, in both languages, wide and on the phone: nothing serious for axe, nothing sideways, no error.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pages } from '#app/pages.ts'
import { inAudience, type Role } from '#platform/contract/access.ts'
import type { PageRoute } from '#platform/web/routes.ts'
import { actAs, expectAccessible, expectNoSideways, PHONE, type Stage, setStage, WIDE } from './stage.ts'

const PAGES: readonly PageRoute[] = pages.flat()
const PEOPLE = ['school_admin', 'secretariat', 'company_hr', 'teacher', 'student'] as const

/** Pages that are opened by a link with a secret; without it they say so, and the refusal stands in the console. */
const BY_LINK = ['/join/application', '/account/email', '/letters/stop', '/recover', '/claim']

let stage: Stage
/** An id for the parameter of a page, of something that its visitor may see. */
const ids: Record<string, string> = {}

beforeAll(async () => {
  stage = await setStage()
  const query = async (text: string) => (await stage.running.services.ownerPool.query(text)).rows[0]?.id
  const school = `(select id from members.organisations where code = 'BC01')`
  ids['/people/:id'] = await query(
    `select id from members.affiliations where organisation_id = ${school} and role = 'student' and ends_on is null limit 1`,
  )
  ids['/classes/:id'] = await query(
    `select id from members.classes where organisation_id = ${school} limit 1`,
  )
  ids['/organisations/:id'] = await query(`select id from members.organisations where code = 'BC01'`)
  ids['/groups/:id'] = await query(`select id from members.groups order by founded_on limit 1`)
  const application = `select id from members.applications where state = 'submitted' limit 1`
  ids['/applications/:id'] = await query(application)
  ids['/notices/:id'] = await query(
    `select id from information.notices where organisation_id = ${school} and state = 'published' limit 1`,
  )
  ids['/programmes/:id'] = await query(
    `select id from programmes.programmes where organisation_id = ${school} order by code limit 1`,
  )
  ids['/programme-versions/:id'] = await query(
    `select v.id from programmes.versions v where v.organisation_id = ${school} and v.state = 'in_force' limit 1`,
  )
  ids['/frameworks/:id'] = await query('select id from programmes.frameworks limit 1')
  ids['/occupations/:id'] = await query('select id from programmes.occupations limit 1')
  ids['/programme-groups/:id'] = await query('select id from programmes.programme_groups limit 1')
  const base = `select v.id, v.agreement_id from agreements.versions v
    where v.number = 2 and v.title_zh like '动作捕捉%'`
  ids['/agreement-versions/:id'] = await query(base)
  ids['/agreements/:id'] = await query(`select agreement_id as id from (${base}) b`)
  ids['/join/:groupId'] = ids['/groups/:id'] ?? ''
})
afterAll(() => stage?.close())

/** The address of a page, or nothing where a page needs something the demo group does not have yet. */
function addressOf(path: string): string | undefined {
  if (!path.includes(':')) return path
  const base = Object.keys(ids).find(known => path.startsWith(known))
  return base && path.replace(base, base.replace(/:\w+/, ids[base] ?? ''))
}

function visitorOf(page: PageRoute): Role | undefined {
  const audience = page.audience ?? 'signed_in'
  if (audience === 'anyone') return undefined
  return PEOPLE.find(role =>
    inAudience(
      { audience },
      { role, personId: '', affiliationId: null, organisationId: null, groupId: null },
    ),
  )
}

for (const language of ['zh', 'en'] as const)
  for (const size of [WIDE, PHONE])
    test(`in ${language}, ${size.width} wide`, { timeout: 240_000 }, async () => {
      let seen = 0
      for (const role of [undefined, ...PEOPLE]) {
        const visit = await stage.open({ language, size })
        if (role) await actAs(visit.page, role)
        for (const { path } of PAGES.filter(page => visitorOf(page) === role)) {
          const address = addressOf(path)
          if (!address) continue
          await visit.page.goto(address)
          await visit.page.locator('h1').first().waitFor()
          await visit.page.waitForLoadState('networkidle')
          await expectAccessible(visit.page)
          await expectNoSideways(visit.page)
          const told = visit.problems.splice(0)
          const expected = BY_LINK.includes(path) ? /status of 4\d\d/ : /^$/
          expect(
            told.filter(problem => !expected.test(problem)),
            address,
          ).toEqual([])
          seen += 1
        }
        await visit.context.close()
      }
      expect(seen).toBeGreaterThanOrEqual(25)
    })
