import type { ParseKeys } from 'i18next'

/** A key of the application's messages; a key without a text does not compile. */
export type MessageKey = ParseKeys
