const SURNAMES = Array.from(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈',
)
const GIVEN = Array.from(
  '子梓浩宇轩涵欣怡佳雨思晨嘉博文俊杰明志强伟婷雪梦瑶琪诗雅静敏慧丽娜芳秀英华建国平刚勇军辉鹏飞翔龙凤兰梅竹菊春夏秋冬阳光星辰海洋江河山川林森木玉珠宝金银铭瑞祥福安康宁乐',
)

/** The same numbers in every run. */
function random(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** A school's register as its system exports it: CSV with official column names. */
export function makeRoster(people: number): Buffer {
  const next = random(20_261_122)
  const pick = (from: string[]) => from[next(from.length)] ?? ''
  const lines = ['学籍号,学号,姓名,班级,年级,专业名称,出生日期,联系电话,电子邮箱,入学日期']
  for (let i = 0; i < people; i++) {
    const name = pick(SURNAMES) + pick(GIVEN) + (next(4) ? pick(GIVEN) : '')
    const cohort = 2022 + (i % 4)
    const year = cohort - 16
    const [month, day] = [1 + next(12), 1 + next(28)]
    const number = `${cohort}${String(i).padStart(6, '0')}`
    lines.push(
      `L31${number}${String(next(1000)).padStart(3, '0')},${number},${name},${cohort}级数字媒体${1 + next(60)}班,` +
        `${cohort}级,数字媒体技术应用,${year}-${month}-${day},138${String(10_000_000 + i)},s${number}@example.org,${cohort}-09-01`,
    )
  }
  return Buffer.from(`${lines.join('\r\n')}\r\n`)
}
