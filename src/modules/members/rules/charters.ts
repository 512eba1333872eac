type Version = { number: number; inForceFrom: string }

/** The version in force on a day: the last one whose day has come; null before the first. */
export function inForceOn(versions: readonly Version[], day: string): number | null {
  const begun = versions.filter(version => version.inForceFrom <= day)
  return begun.length ? Math.max(...begun.map(version => version.number)) : null
}
