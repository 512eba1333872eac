import { sealAudit } from '../audit/seal.ts'
import { sendMail } from '../mail/send.ts'
import { housekeeping } from './housekeeping.ts'
import type { AnyJob } from './worker.ts'

/** What the platform itself does later, whatever modules there are. */
export const platformJobs: readonly AnyJob[] = [sealAudit, housekeeping, sendMail]
