import type { FileFacts, StayFacts, TeacherFacts } from '../policy.ts'

/** What the examples of this module's endpoints need: practice of a teacher of school A at company C. */
export type FacultyWorld = {
  /** A teacher of school A. */
  teacher(): TeacherFacts
  /** A stay of that teacher, made for the call; `corrected` waits for the teacher. */
  stay(state: 'asked' | 'corrected'): Promise<{ id: string; version: number; facts: StayFacts }>
  /** A file of such a stay. */
  file(): Promise<{ id: string; facts: FileFacts }>
  /** A status of that teacher. */
  qualification(): Promise<{ id: string; version: number; facts: TeacherFacts }>
}

declare module '#platform/contract/endpoint.ts' {
  interface World {
    readonly faculty: FacultyWorld
  }
}
