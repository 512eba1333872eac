import {
  keepPreviousData,
  QueryClient,
  type UseInfiniteQueryResult,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useMemo, useRef } from 'react'
import type { AnswerOf, Endpoint, RequestOf } from '../contract/endpoint.ts'
import { api } from './api.ts'
import { isPassing } from './errors.ts'

const FRESH_MS = 20_000

export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        retry: (count, error) => count < 2 && isPassing(error),
        retryDelay: count => 500 * 2 ** count,
      },
    },
  })
}

type Options = {
  enabled?: boolean
  refetchInterval?: number | false
  /** The answer before stands while a changed question is asked. */
  keepPrevious?: boolean
}

/** Reads one endpoint; the answer is kept and shared by everyone who asks the same. */
export function useRead<E extends Endpoint>(
  endpoint: E,
  request: RequestOf<E>,
  { keepPrevious, ...options }: Options = {},
): UseQueryResult<AnswerOf<E>> {
  return useQuery<AnswerOf<E>>({
    ...(keepPrevious && { placeholderData: keepPreviousData }),
    queryKey: [endpoint.id, request],
    queryFn: ({ signal }) => api(endpoint, request, { signal }),
    ...options,
  })
}

type Page = { rows: unknown[]; next: string | null }
export type RowOf<E> = AnswerOf<E> extends { rows: (infer R)[] } ? R : never
export type Paged<R> = {
  rows: R[]
  /** The first page's whole answer, for totals and counts that come with it. */
  first: unknown
  hasMore: boolean
  more(): void
  isLoading: boolean
  isLoadingMore: boolean
  /** Earlier rows stand while others are fetched for a changed question. */
  isStale: boolean
  error: unknown
  retry(): void
}

/** Reads a keyset list page by page: `more()` fetches the next one. */
export function usePaged<E extends Endpoint>(
  endpoint: E,
  request: RequestOf<E>,
  options: Options = {},
): Paged<RowOf<E>> {
  const { query } = request as { query?: Record<string, unknown> }
  const result: UseInfiniteQueryResult<{ pages: Page[] }> = useInfiniteQuery({
    queryKey: [endpoint.id, 'paged', request],
    queryFn: async ({ pageParam, signal }) =>
      (await api(endpoint, { ...request, query: { ...query, after: pageParam } } as RequestOf<E>, {
        signal,
      })) as Page,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.next ?? undefined,
    placeholderData: previous => previous,
    ...options,
  })
  const pages = result.data?.pages
  const rows = useMemo(() => (pages ?? []).flatMap(page => page.rows) as RowOf<E>[], [pages])
  return {
    rows,
    first: pages?.[0],
    hasMore: result.hasNextPage,
    more: () => void result.fetchNextPage(),
    isLoading: result.isPending,
    isLoadingMore: result.isFetchingNextPage,
    isStale: result.isPlaceholderData,
    error: result.error,
    retry: () => void result.refetch(),
  }
}

export type Command<E extends Endpoint> = {
  run(request: RequestOf<E>): Promise<AnswerOf<E>>
  pending: boolean
  error: unknown
  reset(): void
}

/**
 * Runs a command. An attempt repeated with the same input carries the same idempotency key until the server
 * has answered, so a lost answer does not do the thing twice. Afterwards everything of the endpoint's
 * module, the home page and `also` (ids or their beginnings, such as `members.`) is read anew. With `leaves`, what the
 * page shows is gone and the page is left: of the module, only pages that are opened from then on read anew.
 */
export function useCommand<E extends Endpoint>(
  endpoint: E,
  also: readonly string[] = [],
  { leaves = false }: { leaves?: boolean } = {},
): Command<E> {
  const queries = useQueryClient()
  const attempt = useRef<{ input: string; key: string } | null>(null)
  const mutation = useMutation<AnswerOf<E>, Error, RequestOf<E>>({
    mutationFn: async request => {
      const input = JSON.stringify(request)
      if (attempt.current?.input !== input) attempt.current = { input, key: crypto.randomUUID() }
      try {
        const answer = await api(endpoint, request, { idempotencyKey: attempt.current.key })
        attempt.current = null
        return answer
      } catch (error) {
        if (!isPassing(error)) attempt.current = null
        throw error
      }
    },
    onSuccess: () => {
      const reread = (starts: readonly string[], refetchType: 'active' | 'none') =>
        void queries.invalidateQueries({
          predicate: ({ queryKey: [id] }) => starts.some(start => String(id).startsWith(start)),
          refetchType,
        })
      reread([`${endpoint.id.split('.')[0]}.`], leaves ? 'none' : 'active')
      reread(['house.', ...also], 'active')
    },
  })
  return {
    run: mutation.mutateAsync,
    pending: mutation.isPending,
    error: mutation.error,
    reset: mutation.reset,
  }
}
