import { on, type Route } from '#platform/server/http/route.ts'
import * as contract from '../contract.ts'
import { countTodos, handOnTodo, listColleagues, listTodos, takeBackTodo } from './todos.ts'

export const routes: readonly Route[] = [
  on(contract.listTodos, listTodos),
  on(contract.countTodos, countTodos),
  on(contract.listColleagues, listColleagues),
  on(contract.handOnTodo, handOnTodo),
  on(contract.takeBackTodo, takeBackTodo),
]
