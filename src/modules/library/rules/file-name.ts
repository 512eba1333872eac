const NAME_MOST = 255

/** The last part of what a sender calls a file, fit to be shown and saved; null when nothing is left of it. */
export function fileName(given: string): string | null {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const clean = last
    // Control characters, and marks that turn the direction of what follows.
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '')
    .toWellFormed()
    .trim()
  if (clean === '' || /^\.+$/.test(clean)) return null
  if (clean.length <= NAME_MOST) return clean
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(clean)?.[0] ?? ''
  return clean.slice(0, NAME_MOST - ending.length).toWellFormed() + ending
}

/** The ending of a name in small letters, without its dot. */
export const endingOf = (name: string): string => /\.([a-z0-9]{1,10})$/.exec(name.toLowerCase())?.[1] ?? ''
