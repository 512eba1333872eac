import type { Parameter } from '#platform/server/parameters.ts'

/** Days in which the owner answers whoever asks to use something. */
export const answerDays: Parameter = {
  ...{ name: 'library.answer_days', unit: 'days', least: 1, most: 60, byGroup: false },
}
/** Days after which an upload that nobody has gone on with is let go. */
export const uploadDays: Parameter = {
  ...{ name: 'library.upload_days', unit: 'days', least: 1, most: 90, byGroup: false },
}
/** What an organisation may keep. */
export const quotaGigabytes: Parameter = {
  ...{ name: 'library.quota_gigabytes', unit: 'gigabytes', least: 1, most: 100_000, byGroup: false },
}
/** What one file may have. */
export const fileGigabytes: Parameter = {
  ...{ name: 'library.file_gigabytes', unit: 'gigabytes', least: 1, most: 1000, byGroup: false },
}

/** Days in which every stored file is read again once. */
export const checkDays: Parameter = {
  ...{ name: 'library.check_days', unit: 'days', least: 1, most: 365, byGroup: false },
}

/** The numbers the library goes by. */
export const parameters: readonly Parameter[] = [
  quotaGigabytes,
  fileGigabytes,
  uploadDays,
  answerDays,
  checkDays,
]
