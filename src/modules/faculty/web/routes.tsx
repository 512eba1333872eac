import type { ModuleRoutes } from '#platform/web/routes.ts'
import { addStay, KEEPERS, keepStatus, readGiven, readHosted, readSchools, readStay } from '../policy.ts'

const OVERVIEW = [...KEEPERS, ...(readSchools.audience as readonly 'secretariat'[])]

export const routes: ModuleRoutes = [
  {
    path: '/faculty',
    lazy: () => import('./FacultyPage.tsx'),
    title: 'faculty.teachers.title',
    audience: OVERVIEW,
    nav: { key: 'faculty.nav', order: 27, roles: OVERVIEW, place: 'account' },
  },
  {
    path: '/faculty/hosted',
    lazy: () => import('./HostedPage.tsx'),
    title: 'faculty.hosted.title',
    audience: readHosted.audience,
  },
  {
    path: '/faculty/given',
    lazy: () => import('./GivenPage.tsx'),
    title: 'faculty.given.title',
    audience: readGiven.audience,
  },
  {
    path: '/faculty/teachers/:id',
    lazy: () => import('./TeacherPage.tsx'),
    title: 'faculty.teacher.title',
    audience: keepStatus.audience,
  },
  {
    path: '/faculty/practice',
    lazy: () => import('./PracticePage.tsx'),
    title: 'faculty.practice.title',
    audience: addStay.audience,
    nav: { key: 'faculty.practice.nav', order: 27, roles: addStay.audience, place: 'account' },
  },
  {
    path: '/faculty/practice/new',
    lazy: () => import('./NewStayPage.tsx'),
    title: 'faculty.new.title',
    audience: addStay.audience,
  },
  {
    path: '/faculty/stays/:id',
    lazy: () => import('./StayPage.tsx'),
    title: 'faculty.stay.title',
    audience: readStay.audience,
  },
  {
    path: '/faculty/stays/:id/edit',
    lazy: () => import('./EditStayPage.tsx'),
    title: 'faculty.new.title',
    audience: addStay.audience,
  },
]
