/** Grounds on which the paper's colour can be read; the levels of the transport map are among them. */
export const COLOURS = ['#0b6b5d', '#3d4fa3', '#b5482a', '#7a4a8c', '#8a5a0a', '#1d5f8a'] as const
