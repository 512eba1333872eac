// Every page there is, in both languages, wide and on the phone: nothing serious for axe, nothing sideways, no error.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pages } from '#app/pages.ts'
import { inAudience, type Role } from '#platform/contract/access.ts'
import type { Language } from '#platform/contract/fields.ts'
import type { PageRoute } from '#platform/web/routes.ts'
import {
  actAs,
  expectAccessible,
  expectNoSideways,
  PHONE,
  type Stage,
  setStage,
  type Visit,
  WIDE,
} from './stage.ts'

const PAGES: readonly PageRoute[] = pages.flat()
const PEOPLE = ['school_admin', 'secretariat', 'company_hr', 'teacher', 'student', 'guardian'] as const
/** Pages open to everyone signed in that mean one kind of person. */
const MEANT_FOR: Record<string, Role> = {
  '/children': 'guardian',
  '/children/:id': 'guardian',
  '/consents': 'guardian',
  '/consents/:id': 'guardian',
  '/credentials': 'student',
  '/credit': 'student',
  '/record': 'student',
  '/record/shares': 'student',
  '/record/asked': 'student',
  '/named': 'company_hr',
  '/account/readers/:id': 'student',
  '/admissions': 'student',
  '/overpass/plans': 'student',
  '/overpass/plans/:id': 'student',
  '/admissions/:id': 'student',
  '/door': 'student',
  '/account/transfer': 'student',
  '/shared-with-us': 'company_hr',
  '/shared-with-us/:id': 'company_hr',
}

/** Pages that are opened by a link with a secret; without it they say so, and the refusal stands in the console. */
const BY_LINK = [
  '/join/application',
  '/account/email',
  '/letters/stop',
  '/recover',
  '/claim',
  '/shared/record',
]

/** Pages of something on its way, which the journey that brings it there looks at in both languages. */
const ELSEWHERE = [
  '/people/imports/:id',
  '/people/import/oneroster/:id',
  '/results/files/:id',
  '/results/sheets/:id',
]

let stage: Stage
/** An id for the parameter of a page, of something that its visitor may see. */
const ids = new Map<string, string>()

async function prepare(): Promise<void> {
  stage = await setStage()
  const query = async (text: string) => (await stage.running.services.ownerPool.query(text)).rows[0]?.id
  const visit = await stage.open()
  const studentId = await actAs(visit.page, 'student')
  const companyId = await actAs(visit.page, 'company_hr')
  const guardianId = await actAs(visit.page, 'guardian')
  const school = `(select id from members.organisations where code = 'BC01')`
  // Of somebody of age: a company is shown nobody else.
  const share = `with chosen as (
      select o.id, a.person_id from records.outcomes o join members.affiliations a on a.id = o.learner_id
        where o.root_id is null and a.person_id is not null and a.birth_date < platform.today() - interval '19 years' limit 1),
    made as (
      insert into records.shares (person_id, title, to_organisation_id, ends_on)
      select h.person_id, '求职用', c.organisation_id, '2099-01-01' from chosen h, members.affiliations c
        where c.id = '${companyId}'
      returning id)
    insert into records.share_entries (share_id, outcome_id, place) select made.id, chosen.id, 1 from made, chosen
    returning share_id as id`
  const application = `insert into overpass.applications (intake_id, receiving_organisation_id, person_id, organisation_id,
        learner_id, learner_name, entry_met, score, credits, facts)
      select i.id, i.organisation_id, s.person_id, s.organisation_id, s.id, s.name, true, 86, 12,
          '{"parts": [], "outcomes": []}'
        from members.affiliations s, overpass.intakes i where s.id = '${studentId}' and i.closes_on > platform.today()
      returning id`
  for (const [path, text] of Object.entries({
    '/people/:id': `select id from members.affiliations
      where organisation_id = ${school} and role = 'student' and ends_on is null limit 1`,
    '/classes/:id': `select id from members.classes where organisation_id = ${school} limit 1`,
    '/organisations/:id': `select id from members.organisations where code = 'BC01'`,
    '/groups/:id': 'select id from members.groups order by founded_on limit 1',
    '/groups/:id/parameters/:name': `select 'records.dispute_days' as id`,
    '/join/:groupId': 'select id from members.groups order by founded_on limit 1',
    '/children/:id': `select student_affiliation_id as id from members.guardianships
      where guardian_affiliation_id = '${guardianId}' limit 1`,
    '/consents/:id': `select c.id from members.consents c join members.guardianships g using (student_affiliation_id)
      where g.guardian_affiliation_id = '${guardianId}' limit 1`,
    '/consents/requests/:id': `select id from members.consent_requests where organisation_id = ${school} limit 1`,
    '/applications/:id': `select id from members.applications where state = 'submitted' limit 1`,
    '/verify/membership/:number':
      'select number as id from members.memberships where number is not null limit 1',
    '/account/readers/:id': `select '${studentId}' as id`,
    '/notices/:id': `select id from information.notices
      where organisation_id = ${school} and state = 'published' limit 1`,
    '/programmes/:id': `select id from programmes.programmes where organisation_id = ${school} order by code limit 1`,
    '/programme-versions/:id': `select id from programmes.versions
      where organisation_id = ${school} and state = 'in_force' limit 1`,
    '/frameworks/:id': 'select id from programmes.frameworks limit 1',
    '/occupations/:id': 'select id from programmes.occupations limit 1',
    '/programme-groups/:id': 'select id from programmes.programme_groups limit 1',
    '/agreements/:id': `select v.agreement_id as id from agreements.versions v
      where v.number = 2 and v.title_zh like '动作捕捉%'`,
    '/agreement-versions/:id': `select id from agreements.versions where number = 2 and title_zh like '动作捕捉%'`,
    '/outcomes/:id': `select id from records.outcomes where organisation_id = ${school} limit 1`,
    '/shared-with-us/:id': share,
    '/verify/record/:number': `select '2026-0000-0000' as id`,
    '/credentials/batches/:id': `select id from credentials.batches where organisation_id = ${school} limit 1`,
    '/credentials/templates/:id': `select id from credentials.templates where organisation_id = ${school} limit 1`,
    '/credentials/:id': `select id from credentials.issued where organisation_id = ${school} limit 1`,
    '/verify/credential/:id': `select id from credentials.issued where organisation_id = ${school} limit 1`,
    '/sharing/offers/:id': `select id from sharing.offers where organisation_id = ${school} limit 1`,
    '/sharing/needs/:id': `select id from sharing.needs where organisation_id = ${school} and state = 'open' limit 1`,
    '/sharing/settlements/:id': `select id from sharing.settlements where ${school} in (one_id, other_id) limit 1`,
    '/bookings/:id': `select id from sharing.bookings where organisation_id = ${school} order by id limit 1`,
    '/bookings/series/:id': `select id from sharing.series where organisation_id = ${school} limit 1`,
    '/bridges/:id': `select clause_id as id from overpass.signed_bridges where data ->> 'way' = 'through_training'`,
    '/library/:id': `select id from library.items where title_zh = '老码头渔船模型'`,
    '/library/packages/:id': `select id from library.files where package = 'ready' limit 1`,
    '/intakes/:id': 'select id from overpass.intakes where closes_on < platform.today() limit 1',
    '/admissions/:id': application,
    '/overpass/plans/:id': 'select id from overpass.plans limit 1',
    '/faculty/teachers/:id': `select affiliation_id as id from faculty.stays
      where organisation_id = ${school} and state = 'corrected' limit 1`,
    '/faculty/stays/:id': `select s.id from faculty.stays s join members.affiliations a on a.id = s.affiliation_id
      where s.organisation_id = ${school} and s.state = 'asked' and s.host_id is not null and a.number = 'T0003'`,
    '/claims/:id': `select id from overpass.claims where state = 'submitted' order by due_on limit 1`,
  })) {
    const found = await query(text)
    expect(found, `something for ${path}`).toBeTruthy()
    ids.set(path, found)
  }
  await visit.context.close()
}

/** The address of a page: the longest beginning that is known has its id as its last part, and so on forwards. */
function addressOf(path: string): string {
  if (!path.includes(':')) return path
  const base = [...ids.keys()].filter(known => path.startsWith(known)).sort((a, b) => b.length - a.length)[0]
  if (!base) throw new Error(`no id for ${path}`)
  const found = base.replace(/:\w+$/, ids.get(base) ?? '')
  return addressOf(path.replace(base, found))
}

function visitorOf(page: PageRoute): Role | undefined {
  const meant = MEANT_FOR[page.path]
  if (meant) return meant
  const audience = page.audience ?? 'signed_in'
  if (audience === 'anyone') return undefined
  return PEOPLE.find(role =>
    inAudience(
      { audience },
      { role, personId: '', affiliationId: null, organisationId: null, groupId: null },
    ),
  )
}

/**
 * What is wrong with one page, wide and then narrow; a page without its secret is answered with a refusal, which
 * stands in the console.
 */
async function flawsOf(visit: Visit, address: string, refused: boolean): Promise<string[]> {
  const { page, problems } = visit
  try {
    await page.setViewportSize(WIDE)
    await walkTo(visit, address)
    for (const size of [WIDE, PHONE]) {
      await page.setViewportSize(size)
      await expectAccessible(page)
      await expectNoSideways(page)
    }
  } catch (error) {
    problems.push((error as Error).message)
  }
  const told = problems.splice(0).filter(problem => !(refused && /status of 4\d\d/.test(problem)))
  return told.map(problem => `${address}: ${problem}`)
}

/** Goes to a page as a link would: the application is not loaded anew for each. */
async function walkTo({ page, answered }: Visit, address: string): Promise<void> {
  if (page.url() === 'about:blank') await page.goto(address)
  else
    await page.evaluate(to => {
      for (const heading of document.querySelectorAll('h1')) heading.dataset.left = ''
      history.pushState(null, '', to)
      dispatchEvent(new PopStateEvent('popstate'))
    }, address)
  await page.locator('h1:not([data-left])').first().waitFor()
  await answered()
}

/** The journey through all pages in one language, each wide and on the phone. */
export function lookAtEveryPage(language: Language): void {
  beforeAll(prepare)
  afterAll(() => stage?.close())
  test(`in ${language}, wide and on the phone`, { timeout: 480_000 }, async () => {
    const found: string[] = []
    const seen = new Set<string>(ELSEWHERE)
    for (const role of [undefined, ...PEOPLE]) {
      const visit = await stage.open({ language })
      if (role) await actAs(visit.page, role)
      for (const { path } of PAGES.filter(page => visitorOf(page) === role)) {
        if (ELSEWHERE.includes(path)) continue
        found.push(...(await flawsOf(visit, addressOf(path), BY_LINK.includes(path))))
        seen.add(path)
      }
      await visit.context.close()
    }
    expect(found).toEqual([])
    expect(PAGES.map(({ path }) => path).filter(path => !seen.has(path))).toEqual([])
  })
}
