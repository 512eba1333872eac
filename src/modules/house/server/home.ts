import type { AnswerOf } from '#platform/contract/endpoint.ts'
import type { Context } from '#platform/server/context.ts'
import type { Figure, HomeSource, News, Waiting } from '#platform/server/home.ts'
import type { getHome } from '../contract.ts'

const MOST = 20
const URGENCY = { now: 0, soon: 1, whenever: 2 } as const
const told = ({ code, data = {}, names = {} }: Pick<Waiting, 'code' | 'data' | 'names'>) => ({
  code,
  data,
  names,
})
const iso = (at: Date | null) => at?.toISOString() ?? null

function byUrgency(a: Waiting, b: Waiting): number {
  return URGENCY[a.urgency] - URGENCY[b.urgency] || (a.at?.getTime() ?? 0) - (b.at?.getTime() ?? 0)
}

/** What every module says waits for the viewer, is new or can be counted; most urgent and newest first. */
export function readHomeOf(sources: readonly HomeSource[]) {
  return async (context: Context): Promise<AnswerOf<typeof getHome>> => {
    const waiting: Waiting[] = []
    const news: News[] = []
    const figures: Figure[] = []
    // One after the other: they share the request's one connection.
    for (const source of sources) {
      waiting.push(...((await source.waiting?.(context)) ?? []))
      news.push(...((await source.news?.(context)) ?? []))
      figures.push(...((await source.figures?.(context)) ?? []))
    }
    return {
      waiting: waiting
        .sort(byUrgency)
        .slice(0, MOST)
        .map(item => ({ ...told(item), to: item.to, urgency: item.urgency, at: iso(item.at) })),
      news: news
        .sort((a, b) => b.at.getTime() - a.at.getTime())
        .slice(0, MOST)
        .map(item => ({ ...told(item), id: item.id, to: item.to, at: item.at.toISOString() })),
      figures,
    }
  }
}
