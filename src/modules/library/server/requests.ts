import { closeTodos, putTodo } from '#modules/information/server/index.ts'
import { administratorRoleOf } from '#modules/members/server/index.ts'
import { today } from '#platform/contract/days.ts'
import { missing, stale } from '#platform/contract/errors.ts'
import type { Handler } from '#platform/server/http/route.ts'
import { readParameter } from '#platform/server/parameters.ts'
import type * as contract from '../contract/requests.ts'
import {
  answerRequest as answerPermission,
  askToUse as askPermission,
  mayKeepItem,
  withdrawRequest as withdrawPermission,
} from '../policy.ts'
import { fail } from './fail.ts'
import { answerDays } from './parameters.ts'
import { selectOptionalItem } from './queries/items.ts'
import {
  insertRequest,
  selectKeeper,
  selectOptionalRequest,
  selectRequests,
  updateAnswer,
  withdrawRequestRow,
} from './queries/requests.ts'
import { note, whoActs } from './who-acts.ts'

const subjectOf = (id: string) => ({ kind: 'library_request', id })

export const listRequests: Handler<typeof contract.listRequests> = async (context, { query }) => {
  const viewer = context.signedIn()
  const { rows, next } = await selectRequests(context, query)
  return {
    rows: rows.map(({ keeperId, affiliationId, ...request }) => {
      const open = request.state === 'asked'
      const item = { organisationId: request.owner.id, affiliationId: keeperId }
      return {
        ...request,
        mayAnswer: open && mayKeepItem(viewer, { ...NO_FACTS, ...item }),
        mayWithdraw: open && withdrawPermission.when?.(viewer, { affiliationId }) === true,
      }
    }),
    next,
  }
}
/** What keeping an item does not depend on. */
const NO_FACTS = {
  ...{ offered: false, audience: 'organisation' as const, access: 'open' as const },
  ...{ inAudience: false, granted: false },
}

export const askToUse: Handler<typeof contract.askToUse> = async (context, { params, body }) => {
  const { db } = context
  const item = (await selectOptionalItem(db, { id: params.id })) ?? missing()
  context.require(askPermission, item.facts)
  if (!body.uses.every(use => item.uses.includes(use)))
    fail('unprocessable', 'library.uses_beyond', undefined, [
      { path: 'body.uses', code: 'library.uses_beyond' },
    ])
  const by = await whoActs(context)
  const days = await readParameter(db, answerDays)
  const { id, dueOn } = await insertRequest(db, item, by, { ...body, days })
  const keeper = (await selectKeeper(db, item.id)) ?? missing()
  await putTodo(db, {
    // Whoever brought it answers; where they have left, the owner's administrators.
    desk:
      keeper.affiliationId && keeper.active
        ? { affiliationId: keeper.affiliationId }
        : { organisationId: item.owner.id, role: administratorRoleOf(keeper.organisationKind) },
    kind: 'library.answer_request',
    data: { title: item.title.zh },
    path: '/library/requests',
    subject: subjectOf(id),
    dueOn,
  })
  await note(context, 'use_asked', item.id, { uses: body.uses })
  return { id, dueOn }
}

export const answerRequest: Handler<typeof contract.answerRequest> = async (context, { params, body }) => {
  const { db } = context
  const request = (await selectOptionalRequest(db, params.id)) ?? missing()
  const item = (await selectOptionalItem(db, { id: request.itemId })) ?? missing()
  context.require(answerPermission, item.facts)
  if (request.state !== 'asked') fail('conflict', 'library.request_settled')
  if (body.untilDate && body.untilDate < today())
    fail('unprocessable', 'library.until_past', undefined, [
      { path: 'body.untilDate', code: 'library.until_past' },
    ])
  const by = await whoActs(context)
  if (!(await updateAnswer(db, request.id, by, body))) stale(request.version)
  await closeTodos(db, { subject: subjectOf(request.id) })
  if (request.affiliationId)
    await putTodo(db, {
      desk: { affiliationId: request.affiliationId },
      kind: body.granted ? 'library.request_granted' : 'library.request_refused',
      data: { title: item.title.zh },
      path: `/library/${item.id}`,
      subject: { kind: 'library_answer', id: request.id },
    })
  await note(context, body.granted ? 'request_granted' : 'request_refused', item.id, { request: request.id })
  return undefined
}

export const withdrawRequest: Handler<typeof contract.withdrawRequest> = async (
  context,
  { params, body },
) => {
  const { db } = context
  const request = (await selectOptionalRequest(db, params.id)) ?? missing()
  context.require(withdrawPermission, request)
  if (request.state !== 'asked') fail('conflict', 'library.request_settled')
  if (!(await withdrawRequestRow(db, request.id, body.version))) stale(request.version)
  await closeTodos(db, { subject: subjectOf(request.id) })
  await note(context, 'request_withdrawn', request.itemId, { request: request.id })
  return undefined
}
