import type { FacultyPagesMessages } from './messages.pages.zh.ts'

export const en: FacultyPagesMessages = {
  'faculty.teachers.title': 'Enterprise practice and dual-qualified teachers',
  'faculty.given.title': 'Part-time teachers and mentor hours',
}
