const minutes = (n: number) => n * 60

/** Ten failures on one account, then a wait that doubles from half a minute to a quarter of an hour. */
export const ACCOUNT_LIMIT = {
  failures: 10,
  windowSeconds: minutes(15),
  firstWait: 30,
  longestWait: minutes(15),
}

/**
 * A whole school stands behind one address, so an address may fail more often than an account: ten times as
 * often, which still leaves a guesser with fewer tries an hour than pupils in a year group.
 */
export const ADDRESS_LIMIT = {
  failures: 100,
  windowSeconds: minutes(15),
  firstWait: 60,
  longestWait: minutes(15),
}

/** Wrong codes from one address: a class types its codes together, a guesser gets nowhere in 78 bits. */
export const CODE_ADDRESS_LIMIT = {
  failures: 30,
  windowSeconds: minutes(5),
  firstWait: 60,
  longestWait: minutes(30),
}

/** Wrong codes from everywhere, in a minute. */
export const CODE_GLOBAL_LIMIT = { failures: 600, windowSeconds: 60, firstWait: 10, longestWait: 60 }

/** Letters asked for one address, and asked for by one client. */
export const LETTER_LIMIT = {
  failures: 5,
  windowSeconds: minutes(60),
  firstWait: minutes(10),
  longestWait: minutes(60),
}
export const LETTER_CLIENT_LIMIT = {
  failures: 30,
  windowSeconds: minutes(60),
  firstWait: minutes(5),
  longestWait: minutes(60),
}
