/** What a player's key asks for. */
export type Asked = 'play' | 'back' | 'forward' | 'first' | 'last' | 'loop' | 'sound'

const KEYS: Record<string, Asked> = {
  ...{ ' ': 'play', ',': 'back', ArrowLeft: 'back', '.': 'forward', ArrowRight: 'forward' },
  ...{ Home: 'first', End: 'last', l: 'loop', m: 'sound' },
}
export const askedBy = (key: string): Asked | undefined => KEYS[key]

export const SPEEDS = [0.25, 0.5, 1, 1.5, 2] as const
