import type { zh } from './messages.pages.zh.ts'

export const en: Record<keyof typeof zh, string> = {}
