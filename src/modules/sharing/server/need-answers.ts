import { closeTodos, putTodo } from '#modules/information/server/index.ts'
import { missing, stale } from '#platform/contract/errors.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/needs.ts'
import { answerNeed as answerPermission, keepNeed } from '../policy.ts'
import { problem } from './asked.ts'
import { needOf } from './needs.ts'
import { declineAnswerRow, insertAnswer, selectAnswers, selectOptionalNeed } from './queries/needs.ts'
import { selectOptionalOffer } from './queries/offers.ts'
import { mayBook } from './queries/taken.ts'
import { deskOf, needOnDesk } from './todos.ts'
import { fail } from './values.ts'

/** An open need of the own organisation that a booking is for. */
export async function checkNeed(context: Context, needId: string | null): Promise<void> {
  if (needId === null) return
  const need = await selectOptionalNeed(context.db, needId)
  if (need?.organisationId !== context.viewer?.organisationId || need?.state !== 'open')
    fail('unprocessable', 'sharing.need_unknown', undefined, problem('needId'))
}

export const answerNeed: Handler<typeof contract.answerNeed> = async (context, { params, body }) => {
  const { db } = context
  const own = context.signedIn().organisationId ?? missing()
  const need = await needOf(context, params.id)
  context.require(answerPermission, need.facts)
  if (need.state !== 'open') fail('conflict', 'sharing.need_closed')
  const offer = await selectOptionalOffer(db, body.offerId)
  if (offer?.organisationId !== own)
    return fail('unprocessable', 'sharing.offer_unknown', undefined, problem('offerId'))
  const { titleZh } = offer
  if (offer.state !== 'published')
    fail('conflict', 'sharing.not_published', { offer: titleZh }, problem('offerId'))
  if (!(await mayBook(db, own, need.organisationId)))
    fail('conflict', 'sharing.may_not_book', { offer: titleZh }, problem('offerId'))
  const id = await insertAnswer(db, {
    ...{ needId: need.id, offerId: offer.id, organisationId: own, note: body.note },
  })
  await closeTodos(db, { subject: needOnDesk(need.id, own) })
  await putTodo(db, {
    ...{ desk: deskOf(need), kind: 'sharing.need_answered', path: `/sharing/needs/${need.id}` },
    data: { title: need.title.zh, offer: titleZh, organisation: offer.nameZh },
    subject: needOnDesk(need.id),
  })
  await context.audit({
    ...{ action: 'sharing.need_answered', subject: { kind: 'need', id: need.id }, data: { offer: offer.id } },
  })
  return { id }
}

export const passNeed: Handler<typeof contract.passNeed> = async (context, { params }) => {
  const need = await needOf(context, params.id)
  context.require(answerPermission, need.facts)
  const own = context.signedIn().organisationId ?? missing()
  await closeTodos(context.db, { subject: needOnDesk(need.id, own) })
  await context.audit({ action: 'sharing.need_passed', subject: { kind: 'need', id: need.id } })
  return undefined
}

export const declineAnswer: Handler<typeof contract.declineAnswer> = async (context, { params, body }) => {
  const need = await needOf(context, params.id)
  context.require(keepNeed, need.facts)
  const answers = await selectAnswers(context.db, need.id)
  const answer = answers.find(({ id }) => id === params.answerId) ?? missing()
  if (answer.declined !== null || need.state !== 'open') fail('conflict', 'sharing.need_closed')
  if (!(await declineAnswerRow(context.db, answer.id, body))) stale(answer.version)
  await context.audit({
    ...{ action: 'sharing.need_declined', subject: { kind: 'need', id: need.id } },
    data: { offer: answer.offerId },
  })
  return undefined
}
