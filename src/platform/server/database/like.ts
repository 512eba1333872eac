/** Words as a pattern of `like` that means just them. */
export const literally = (words: string): string => words.replace(/[\\%_]/g, mark => `\\${mark}`)

/** The pattern of texts that contain these words. */
export const containing = (words: string): string => `%${literally(words)}%`
