import { useQueryClient } from '@tanstack/react-query'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { useLive } from '#platform/web/live.ts'
import { useRead } from '#platform/web/query.ts'
import { countTodos } from '../../contract/todos.ts'

/** Reads the lists of to-dos anew as soon as one of the reader's desks has changed. */
export function useLiveTodos(): void {
  const queries = useQueryClient()
  useLive('todos.changed', () => {
    void queries.invalidateQueries({ predicate: ({ queryKey: [id] }) => /Todos$/.test(String(id)) })
  })
}

/** How many wait for the reader, live; undefined until it is known. */
export function useTodoCounts(): AnswerOf<typeof countTodos> | undefined {
  useLiveTodos()
  return useRead(countTodos, {}).data
}
