import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import yazl from 'yazl'

export const USERS = 100_000
export const CLASSES = 4_000
export const ENROLMENTS = 500_000
const TEACHERS = 5_000
const PARENTS = 5_000
const A_CLASS = ENROLMENTS / CLASSES
const SHARE = 100

const SURNAMES = Array.from(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程',
)
const GIVEN = Array.from(
  '子梓浩宇轩涵欣怡佳雨思晨嘉博文俊杰明志强伟婷雪梦瑶琪诗雅静敏慧丽娜芳秀英华建国平刚勇军辉鹏飞翔龙',
)

/** The same numbers in every run. */
function random(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
const guid = (kind: number, n: number) =>
  `${kind}f3c9a10-7b1e-4d52-9c${String(kind).padStart(2, '0')}-${String(n).padStart(12, '0')}`
const ORG = guid(1, 1)
const NOW = '2026-10-01T08:00:00.000Z'

type Lines = () => Generator<string>
/** Status columns: empty in a bulk set. */
type Mark = (change: 'active' | 'tobedeleted') => string

function user(n: number, mark: string, changed: boolean, next: (below: number) => number): string {
  const pick = (from: string[]) => from[next(from.length)] ?? ''
  const given = pick(GIVEN) + (next(4) ? pick(GIVEN) : '') + (changed ? '新' : '')
  const role = n < TEACHERS ? 'teacher' : n < TEACHERS + PARENTS ? 'parent' : 'student'
  const number = `${role === 'student' ? 2022 + (n % 4) : role === 'teacher' ? 'T' : 'P'}${String(n).padStart(6, '0')}`
  const child = n >= TEACHERS + PARENTS && n < TEACHERS + 2 * PARENTS ? guid(5, n - PARENTS) : ''
  return `${guid(5, n)},${mark},true,${ORG},${role},${number},,${given},${pick(SURNAMES)},,${number},s${number}@example.org,,138${10_000_000 + n},${child},10,`
}

/** Learner or teacher `i` of a class: everyone is in some five of them. */
function memberOf(k: number, i: number): number {
  if (i === 0) return k % TEACHERS
  return TEACHERS + PARENTS + ((k * (A_CLASS - 1) + i * 719) % (USERS - TEACHERS - PARENTS))
}

function enrolment(k: number, i: number, mark: string, start: string): string {
  return `${guid(6, k * A_CLASS + i)},${mark},${guid(4, k)},${ORG},${guid(5, memberOf(k, i))},${i === 0 ? 'teacher,true' : 'student,'},${start},`
}

const HEADERS = {
  orgs: 'sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId',
  academicSessions:
    'sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear',
  courses:
    'sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes',
  classes:
    'sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods',
  users:
    'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password',
  enrollments:
    'sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate',
}

function teachingClass(k: number, mark: string, room: number): string {
  return `${guid(4, k)},${mark},影视后期教学班 ${k},10,${guid(3, k % 400)},K${k},scheduled,${room} 号楼,${ORG},"${guid(2, 2)},${guid(2, 3)}",影视,,"1,2"`
}

/** A whole school in a bulk set (1.1). */
export function bulkSet(path: string): Promise<void> {
  return write(path, 'bulk', {
    *orgs() {
      yield `${ORG},,,示例学校,school,BENCH,`
    },
    *academicSessions() {
      yield `${guid(2, 1)},,,2026-2027,schoolYear,2026-09-01,2027-07-15,,2027`
      yield `${guid(2, 2)},,,第一学期,semester,2026-09-01,2027-01-20,${guid(2, 1)},2027`
      yield `${guid(2, 3)},,,第二学期,semester,2027-02-20,2027-07-15,${guid(2, 1)},2027`
    },
    *courses() {
      for (let n = 0; n < 400; n++) yield `${guid(3, n)},,,${guid(2, 1)},课程 ${n},C${n},10,${ORG},影视,`
    },
    *classes() {
      for (let k = 0; k < CLASSES; k++) yield teachingClass(k, ',', k % 9)
    },
    *users() {
      const next = random(20_261_122)
      for (let n = 0; n < USERS; n++) yield user(n, ',', false, next)
    },
    *enrollments() {
      for (let k = 0; k < CLASSES; k++)
        for (let i = 0; i < A_CLASS; i++) yield enrolment(k, i, ',', '2026-09-01')
    },
  })
}

const STEP = 80
/** Whether the delta takes this user away. */
function isGone(n: number): boolean {
  const i = (n - TEACHERS - 2 * PARENTS) / STEP
  return i >= 0 && i < USERS / SHARE && Number.isInteger(i) && i % 3 === 2
}

/** One row of a hundred of each file, changed, taken away or new in equal parts. */
export function deltaSet(path: string): Promise<void> {
  const mark: Mark = change => `${change},${NOW}`
  return write(path, 'delta', {
    *classes() {
      for (let k = 0; k < CLASSES; k += SHARE) yield teachingClass(k, mark('active'), 11)
    },
    *users() {
      const next = random(7)
      for (let i = 0; i < USERS / SHARE; i++) {
        const n = TEACHERS + 2 * PARENTS + i * STEP
        if (i % 3 === 0) yield user(USERS + n, mark('active'), true, next)
        else yield user(n, mark(isGone(n) ? 'tobedeleted' : 'active'), true, next)
      }
    },
    *enrollments() {
      for (let n = 0; n < ENROLMENTS / SHARE; n++) {
        let at = n * SHARE
        // Neither a class's teacher nor somebody whom this delta takes away.
        while (at % A_CLASS === 0 || isGone(memberOf(Math.floor(at / A_CLASS), at % A_CLASS))) at++
        const change = n % 2 ? 'active' : 'tobedeleted'
        yield enrolment(Math.floor(at / A_CLASS), at % A_CLASS, mark(change), '2026-09-15')
      }
    },
  })
}

async function write(
  path: string,
  mode: string,
  files: Partial<Record<keyof typeof HEADERS, Lines>>,
): Promise<void> {
  const zip = new yazl.ZipFile()
  const manifest = ['propertyName,value', 'manifest.version,1.0', 'oneroster.version,1.1']
  for (const name of Object.keys(files)) manifest.push(`file.${name},${mode}`)
  zip.addBuffer(Buffer.from(`${manifest.join('\r\n')}\r\n`), 'manifest.csv')
  for (const [name, lines] of Object.entries(files))
    zip.addReadStream(Readable.from(chunks(HEADERS[name as keyof typeof HEADERS], lines)), `${name}.csv`)
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path))
}

function* chunks(header: string, lines: Lines): Generator<Buffer> {
  let text = `${header}\r\n`
  for (const line of lines()) {
    text += `${line}\r\n`
    if (text.length < 65_536) continue
    yield Buffer.from(text)
    text = ''
  }
  yield Buffer.from(text)
}
