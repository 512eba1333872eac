import type { RosterField } from './fields.ts'

/** Column names of official tables and of common school systems, without spaces and in small letters. */
const NAMES: Record<RosterField, string> = {
  external_id: '学籍号 全国学籍号 国网学籍号 学籍编号 学籍辅号 externalid enrolmentid registrationnumber',
  number:
    '学号 学生学号 工号 教工号 职工号 教职工号 教师工号 教师编号 员工号 员工编号 人员编号 会员编号 ' +
    'number no studentno studentnumber studentid staffno staffnumber staffid employeeno employeenumber employeeid',
  name: '姓名 学生姓名 教师姓名 员工姓名 中文姓名 真实姓名 name fullname studentname teachername chinesename',
  name_latin: '英文姓名 英文名 拼音 姓名拼音 拼音姓名 englishname latinname pinyin namepinyin',
  role: '身份 角色 人员身份 人员类别 人员类型 role',
  class_name: '班级 班级名称 所在班级 所属班级 行政班 行政班级 班名 class classname',
  cohort: '年级 入学年级 所在年级 年级名称 入学年份 入学年 grade cohort entryyear yearofentry',
  programme_zh: '专业 专业名称 所学专业 就读专业 major programme program specialty',
  position_zh: '职务 职务名称 岗位 岗位名称 职位 position jobtitle post',
  position_en: '英文职务 职务英文 positionenglish englishposition',
  email: '邮箱 电子邮箱 邮件 电子邮件 邮箱地址 电子邮箱地址 邮件地址 email mail emailaddress',
  phone:
    '手机 手机号 手机号码 联系电话 本人电话 电话 电话号码 联系方式 移动电话 phone phonenumber mobile mobilephone telephone tel',
  birth_date: '出生日期 出生年月日 生日 出生年月 birthdate birthday dateofbirth dob',
  starts_on:
    '入学日期 入学时间 入学年月 入职日期 入职时间 到校日期 来校时间 来校日期 入会日期 加入日期 ' +
    'startdate startson entrydate enrolmentdate enrollmentdate hiredate joined joinedon',
}

export const FIELD_OF_NAME: ReadonlyMap<string, RosterField> = new Map(
  (Object.entries(NAMES) as [RosterField, string][]).flatMap(([field, names]) =>
    names.split(' ').map(name => [name, field] as const),
  ),
)

/** Personal data that the platform has no use for: never read into it (PIPL, art. 6: the least that is needed). */
export const SENSITIVE =
  /身份证|证件|护照|户口|户籍|住址|地址|籍贯|民族|政治面貌|宗教|银行|卡号|监护人|父亲|母亲|家长|亲属|紧急联系|健康|残疾|疾病|血型|照片|贫困|低保|资助|工资|薪|婚姻|idcard|identity|nationalid|passport|ssn|address|ethnic|religio|politic|bank|guardian|father|mother|parent|emergency|health|disab|blood|photo|salary|wage|marital/

export const UNNEEDED = /^(?:序号|性别|sex|gender|备注|remark.*|note.*)$/
