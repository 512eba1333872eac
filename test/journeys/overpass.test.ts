import { afterAll, beforeAll, expect, test } from 'vitest'
import { actAs, look, PHONE, type Stage, setStage } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage?.close())

/** The bridge by which the pupil of the cast can go on. */
async function bridgeForPupil(): Promise<string> {
  const { rows } = await stage.running.services.systemPool.query<{ id: string }>(
    `select clause_id as id from overpass.signed_bridges where data ->> 'way' = 'through_training'`,
  )
  return rows[0]?.id ?? ''
}

test('a pupil finds the bridge that is theirs, claims credit along it, follows the claim and withdraws it', {
  timeout: 180_000,
}, async () => {
  const { page, problems } = await stage.open()
  await actAs(page, 'student')
  await page.goto('/credit')
  await page.getByRole('heading', { level: 1, name: /您存入了/ }).waitFor()
  await page.getByRole('button', { name: /存入 \d+ 项成果/ }).click()
  await page.getByText(/已存入 .* 学分/).waitFor()
  await look(page, 'credit')
  await page.getByRole('button', { name: '申请学分认定' }).click()
  await page.getByRole('heading', { level: 1, name: '这些衔接通道面向您' }).waitFor()
  await page.getByRole('table').waitFor()
  await look(page, 'bridges')
  await page.getByRole('link', { name: '动漫制作技术' }).click()
  await page.getByRole('heading', { name: /您现在可以申请 2 学分/ }).waitFor()
  await page.getByText('有约束力').waitFor()
  await look(page, 'bridge')
  await page.getByLabel('附言').fill('开放日任务和夏令营都有材料。')
  await page.getByRole('button', { name: '申请认定 2 学分' }).click()
  await page.getByRole('heading', { level: 1, name: /学校正在审议/ }).waitFor()
  await look(page, 'claim-own')
  await page.goto('/credit')
  await page.getByRole('table', { name: '我的申请' }).waitFor()
  await page.getByRole('table', { name: '往来明细' }).getByText('申请中').first().waitFor()
  await look(page, 'credit-claimed')
  await page.getByRole('table', { name: '我的申请' }).getByRole('link').first().click()
  await page.getByRole('button', { name: '撤回申请' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '撤回申请' }).click()
  await page.getByRole('heading', { level: 1, name: /您撤回了/ }).waitFor()
  expect(problems).toEqual([])

  // On the phone, in English.
  const phone = await stage.open({ language: 'en', size: PHONE })
  await actAs(phone.page, 'student')
  await phone.page.goto(`/bridges/${await bridgeForPupil()}`)
  await phone.page.getByRole('heading', { name: /You can claim 2 credits now/ }).waitFor()
  await look(phone.page, 'bridge-phone-en')
  expect(phone.problems).toEqual([])
})

test('the school gives its voices and decides; the group’s secretariat answers an appeal', {
  timeout: 180_000,
}, async () => {
  const [teacher, school] = [await stage.open(), await stage.open()]
  await actAs(teacher.page, 'teacher')
  await actAs(school.page, 'school_admin')
  const desk = teacher.page
  await desk.goto('/claims?state=submitted')
  await desk.getByRole('table').waitFor()
  await look(desk, 'claims')
  const waiting = desk.getByRole('row').filter({ hasText: '待审议' })
  await waiting.first().waitFor()
  const hrefs = await desk
    .getByRole('table')
    .getByRole('link')
    .evaluateAll(links => links.map(link => link.getAttribute('href') ?? ''))
  let path = ''
  for (const href of hrefs) {
    await desk.goto(href)
    await desk
      .getByRole('heading', { name: /发表意见/ })
      .first()
      .waitFor()
    if (await desk.getByRole('heading', { name: '已有 0 人发表意见' }).isVisible()) path = href
  }
  await desk.goto(path)
  await desk.getByRole('radio', { name: '部分同意' }).check()
  await desk.getByLabel('理由', { exact: true }).fill('色彩部分不足。')
  await look(desk, 'claim-vote')
  await desk.getByRole('button', { name: '提交意见' }).click()
  await desk.getByRole('heading', { name: '已有 1 人发表意见' }).waitFor()

  const { page } = school
  await page.goto(path)
  await page.getByText('还差 1 人发表意见').waitFor()
  await page.getByRole('radio', { name: '部分同意' }).check()
  await page.getByLabel('理由', { exact: true }).fill('同意前面的意见。')
  await page.getByRole('button', { name: '提交意见' }).click()
  await page.getByRole('heading', { name: '已有 2 人发表意见' }).waitFor()
  await page.getByRole('spinbutton').first().fill('3')
  await page.getByLabel('理由类别').click()
  await page.getByTitle('内容与课程不一致').click()
  await page.getByLabel('理由说明').fill('认定三学分，其余补修。')
  await look(page, 'claim-decide')
  await page.getByRole('button', { name: '部分认定' }).click()
  await page.getByRole('heading', { level: 1, name: /部分认定：3 \/ 5 学分/ }).waitFor()
  await look(page, 'claim-decided')
  await page.goto('/claims')
  await page.getByRole('button', { name: '批量决定' }).click()
  await page.getByRole('dialog').getByRole('checkbox').first().check()
  await look(page, 'claims-many')
  await page.getByRole('dialog').getByLabel('理由说明').fill('同班课程一致。')
  await page.getByRole('dialog').getByRole('button', { name: '决定 1 份申请' }).click()
  await page.getByText('已决定 1 份申请').waitFor()
  await page.goto('/conversion')
  await page.getByRole('table').waitFor()
  await look(page, 'conversion')

  const office = await stage.open()
  await actAs(office.page, 'secretariat')
  await office.page.goto('/appeals')
  await office.page.getByRole('table').getByRole('link').first().click()
  await office.page.getByRole('radio', { name: '改变原决定' }).check()
  await office.page.getByRole('spinbutton').first().fill('2')
  await office.page.getByLabel('委员会的答复').fill('作品可以证明，认定两学分。')
  await look(office.page, 'appeal')
  await office.page.getByRole('button', { name: '录入委员会的决定' }).click()
  await office.page.getByText('改变原决定').first().waitFor()
  for (const visit of [teacher, school, office]) expect(visit.problems).toEqual([])
})

/** A draft that amends the agreement on changing schools, with its bridge as a clause. */
async function draftOfTransfer(): Promise<string> {
  const { ownerPool } = stage.running.services
  const { rows } = await ownerPool.query<{ id: string }>(
    `with bridge as (select version_id, data from overpass.signed_bridges where data ->> 'way' = 'transfer'),
      made as (insert into agreements.versions (agreement_id, number, drafted_by, group_id, title_zh, from_date, until_date,
          open, by_name)
        select v.agreement_id, 2, v.drafted_by, v.group_id, v.title_zh, v.from_date, '2030-01-01', v.open, v.by_name
        from agreements.versions v join bridge b on b.version_id = v.id returning id)
      select id from made`,
  )
  const id = rows[0]?.id ?? ''
  await ownerPool.query(
    `insert into agreements.parties (version_id, organisation_id, role, place, name_zh)
      select $1, p.organisation_id, p.role, p.place, p.name_zh from agreements.parties p
        join overpass.signed_bridges b on b.version_id = p.version_id and b.data ->> 'way' = 'transfer'`,
    [id],
  )
  await ownerPool.query(
    `insert into agreements.clauses (version_id, number, kind, title_zh, data)
      select $1, 1, 'bridge', '认定规则', data from overpass.signed_bridges where data ->> 'way' = 'transfer'`,
    [id],
  )
  return id
}

test('a bridge is changed in its form, read back in both languages, found wrong while one writes, and tried', {
  timeout: 120_000,
}, async () => {
  const { page, problems } = await stage.open()
  await actAs(page, 'school_admin')
  await page.goto(`/agreement-versions/${await draftOfTransfer()}/edit`)
  await page
    .getByRole('button', { name: /认定规则|修改/ })
    .first()
    .click()
  await page.getByText('没有发现问题').waitFor()
  await look(page, 'bridge-editor')
  await page.getByLabel('每届名额').fill('0')
  await page.getByText('名额为零').waitFor()
  await page.getByLabel('每届名额').fill('12')
  await page.getByText('12 places each year.').waitFor()
  await page.getByText('没有发现问题').waitFor()
  await page.getByRole('button', { name: '用本校往届学生试算' }).click()
  await page.getByText(/名学生中有/).waitFor()
  await page.setViewportSize(PHONE)
  await look(page, 'bridge-editor-phone')
  expect(problems).toEqual([])
})

test('a pupil applies along a bridge, a guardian consents to the seat, and a school ranks whoever applied', {
  timeout: 240_000,
}, async () => {
  const { ownerPool } = stage.running.services
  const pupil = await stage.open()
  const { page } = pupil
  const learnerId = await actAs(page, 'student')
  await page.goto(`/bridges/${await bridgeForPupil()}`)
  await page.getByRole('table', { name: '这条通道的招生' }).getByRole('link').click()
  await page.getByRole('heading', { level: 2, name: '报名', exact: true }).waitFor()
  await look(page, 'intake-apply')
  await page.getByLabel('附言').fill('想学角色动画。')
  await page.getByRole('button', { name: '报名', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: '您已报名，截止之后排名' }).waitFor()
  await look(page, 'admission-submitted')
  const path = new URL(page.url()).pathname
  // The other school, which nobody of the cast acts for, has ranked and offers the seat.
  await ownerPool.query(
    `update overpass.applications set state = 'offered', place = 1, entry_met = true,
      answer_by = platform.today() + 7 where learner_id = $1 and state = 'submitted'`,
    [learnerId],
  )
  await ownerPool.query(
    `update overpass.intakes set ranked_at = now()
      where id in (select intake_id from overpass.applications where learner_id = $1)`,
    [learnerId],
  )
  await page.reload()
  await page.getByRole('heading', { level: 1, name: /您被录取了/ }).waitFor()
  await look(page, 'admission-offered')
  await page.getByRole('button', { name: '接受', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: '您已表示接受，等待监护人同意' }).waitFor()

  const guardian = await stage.open({ size: PHONE, language: 'en' })
  await actAs(guardian.page, 'guardian')
  await guardian.page.goto('/admissions')
  await guardian.page.getByRole('table', { name: 'Your applications' }).getByRole('link').first().waitFor()
  await look(guardian.page, 'admissions-guardian-phone-en')
  await guardian.page.goto(path)
  await guardian.page.getByRole('button', { name: 'Consent', exact: true }).waitFor()
  await look(guardian.page, 'admission-consent-phone-en')
  await guardian.page.getByRole('button', { name: 'Consent', exact: true }).click()
  await guardian.page.getByRole('heading', { level: 1, name: /Accepted/ }).waitFor()

  const school = await stage.open()
  await actAs(school.page, 'school_admin')
  await school.page.goto('/admissions')
  await school.page.getByRole('table', { name: '招生' }).getByRole('link').first().click()
  await school.page.getByRole('table', { name: '报名者' }).waitFor()
  await look(school.page, 'intake-school')
  await school.page.getByRole('button', { name: '排名并录取' }).click()
  await school.page.getByRole('dialog').getByRole('button', { name: '排名并录取' }).click()
  await school.page.getByText(/名次已经排定/).waitFor()
  await look(school.page, 'intake-ranked')
  await school.page.getByRole('table', { name: '报名者' }).getByRole('link').first().click()
  await school.page.getByText('名列第一。').waitFor()
  await look(school.page, 'admission-school')
  for (const visit of [pupil, guardian, school]) expect(visit.problems).toEqual([])

  const phone = await stage.open({ language: 'en', size: PHONE })
  await actAs(phone.page, 'student')
  await phone.page.goto(path)
  await phone.page.getByRole('heading', { level: 1, name: 'The seat is yours' }).waitFor()
  await look(phone.page, 'admission-phone-en')
  expect(phone.problems).toEqual([])
})
