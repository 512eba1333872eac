// biome-ignore-all lint: generated
export type DB = Record<string, never>
