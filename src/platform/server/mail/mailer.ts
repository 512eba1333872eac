export type Letter = { to: string; subject: string; text: string }

/** Sends letters; `configured` says whether anything would leave the house. */
export interface Mailer {
  readonly configured: boolean
  send(letter: Letter): Promise<void>
}
