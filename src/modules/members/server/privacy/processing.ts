import type { Processing } from '#platform/server/personal-data.ts'

/** What this module and the platform itself do with people's data, for the register. */
export const membersProcessing: readonly Processing[] = [
  {
    key: 'members.learners',
    basis: ['legal_duty', 'public_interest'],
    periods: ['kept_student', 'kept_resident'],
  },
  { key: 'members.guardians', basis: ['consent', 'legal_duty'], periods: ['kept_family'] },
  { key: 'members.consents', basis: ['consent'], periods: ['kept_student', 'kept_family'] },
  { key: 'members.staff', basis: ['contract', 'consent'], periods: ['kept_staff'] },
  { key: 'members.imports', basis: ['legal_duty'], periods: [] },
  { key: 'members.applications', basis: ['consent'], periods: [] },
  { key: 'members.organs', basis: ['public_interest'], periods: [] },
  { key: 'members.transfers', basis: ['consent'], periods: ['transfer_answer'] },
  {
    key: 'members.requests',
    basis: ['legal_duty'],
    periods: ['export_kept', 'correction_answer', 'joining_undo'],
  },
  { key: 'platform.audit', basis: ['legal_duty'], periods: [] },
  { key: 'platform.reads', basis: ['legal_duty'], periods: [] },
]
