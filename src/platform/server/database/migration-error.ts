/** A migration cannot be applied; the message is one plain sentence for an operator. */
export class MigrationError extends Error {
  override name = 'MigrationError'
}
