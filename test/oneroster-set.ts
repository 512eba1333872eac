import { buffer } from 'node:stream/consumers'
import yazl from 'yazl'

/** Files by name without `.csv`; each a header and its rows. */
export type SetFiles = Record<string, string>

const HEADERS: Record<string, string> = {
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
  demographics: 'sourcedId,status,dateLastModified,birthDate,sex',
}
export const USERS_1_2 =
  'sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns'
export const ROLES_1_2 =
  'sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId'

/** A file of version 1.1 with its header. */
export function file(name: string, ...rows: string[]): SetFiles {
  return { [name]: [HEADERS[name], ...rows, ''].join('\r\n') }
}

/** manifest.csv that names the files as bulk or delta. */
export function manifest(files: SetFiles, mode = 'bulk', version = '1.1'): string {
  const lines = ['propertyName,value', 'manifest.version,1.0', `oneroster.version,${version}`]
  for (const name of Object.keys(files))
    if (name in HEADERS || name === 'roles') lines.push(`file.${name},${mode}`)
  return `${lines.join('\n')}\n`
}

export async function zipOf(entries: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new yazl.ZipFile()
  for (const [name, content] of Object.entries(entries)) zip.addBuffer(Buffer.from(content), name)
  zip.end()
  return buffer(zip.outputStream)
}

export async function setOf(files: SetFiles, mode = 'bulk', version = '1.1'): Promise<Buffer> {
  const entries = Object.entries(files).map(([name, text]) => [`${name}.csv`, text])
  return zipOf({ 'manifest.csv': manifest(files, mode, version), ...Object.fromEntries(entries) })
}

/** A small school: a year with two terms, two courses, two teaching classes, a teacher, three learners, a mother. */
export function smallSchool(code: string): SetFiles {
  return {
    ...file('orgs', `o1,,,示例学校,school,${code},`),
    ...file(
      'academicSessions',
      'y26,,,2026-2027,schoolYear,2026-09-01,2027-07-15,,2027',
      't1,,,第一学期,semester,2026-09-01,2027-01-20,y26,2027',
      't2,,,第二学期,semester,2027-02-20,2027-07-15,y26,2027',
    ),
    ...file('courses', 'c1,,,y26,影视后期,YS01,"10,11",o1,影视,', 'c2,,,y26,动画原理,DH01,10,o1,动画,'),
    ...file(
      'classes',
      'k1,,,影视后期一班,10,c1,YS01-1,scheduled,三号楼 204,o1,"t1,t2",影视,,1',
      'k2,,,动画原理一班,10,c2,,scheduled,,o1,t1,动画,,"2,3"',
    ),
    ...file(
      'users',
      'u1,,,true,o1,teacher,chenshili,,示例,陈,,T001,chen@example.org,,,,,',
      'u2,,,true,o1,student,s001,,小一,林,,S001,,13800000001,,u5,10,',
      'u3,,,true,o1,student,s002,,小二,黄,,S002,,,,,10,secret',
      'u4,,,true,o1,student,s003,,小三,周,,S003,,,,,10,',
      'u5,,,true,o1,parent,p001,,母亲,林,,P001,,13800000009,,,,',
    ),
    ...file(
      'enrollments',
      'e1,,,k1,o1,u1,teacher,true,,',
      'e2,,,k1,o1,u2,student,,2026-09-01,2027-07-15',
      'e3,,,k1,o1,u3,student,false,,',
      'e4,,,k2,o1,u4,student,,,',
      'e5,,,k2,o1,u1,teacher,true,,',
    ),
  }
}
