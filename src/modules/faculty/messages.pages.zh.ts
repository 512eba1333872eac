export const zh = {
  'faculty.teachers.title': '教师企业实践与双师型',
  'faculty.given.title': '兼职教师与导师工时',
}
export type FacultyPagesMessages = Record<keyof typeof zh, string>
