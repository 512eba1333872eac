/** What decides whether one organisation may let somebody set a new password. */
export type Resettable = {
  email: string | null
  secondFactor: boolean
  /** Organisations of the affiliations that are active today. */
  organisationIds: readonly string[]
}

/**
 * An organisation resets a person's password only where it is all the person has: active there and nowhere
 * else, without an e-mail and without a second factor to recover by. Otherwise one school could walk into
 * what another one holds.
 */
export function mayBeResetBy(organisationId: string, account: Resettable): boolean {
  return (
    account.email === null &&
    !account.secondFactor &&
    account.organisationIds.length === 1 &&
    account.organisationIds[0] === organisationId
  )
}
