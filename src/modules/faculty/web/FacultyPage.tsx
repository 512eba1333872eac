import { useViewer } from '#platform/web/session.ts'
import HostedPage from './HostedPage.tsx'
import { SchoolsList } from './SchoolsList.tsx'
import { TeachersList } from './TeachersList.tsx'

/** What each reader has to do with teachers' practice: their own school's, what they confirm, or counts. */
export default function FacultyPage() {
  const role = useViewer()?.role
  if (role === 'school_admin') return <TeachersList />
  if (role === 'secretariat') return <SchoolsList />
  return <HostedPage />
}
