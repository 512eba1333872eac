import { z } from 'zod'
import { putTodo } from '#modules/information/server/index.ts'
import { administratorRoleOf } from '#modules/members/server/index.ts'
import type { Db } from '#platform/server/database/session.ts'
import { job } from '#platform/server/jobs/job.ts'
import { rememberMatches, selectCandidates, selectDistance } from './queries/matches.ts'
import { type StoredNeed, selectOpenNeeds, selectOptionalNeed } from './queries/needs.ts'
import { type StoredOffer, selectOptionalOffer } from './queries/offers.ts'
import { deskOf, needOnDesk } from './todos.ts'
import { verdictsFor } from './verdicts.ts'

/** Offers that are looked at for one need, and needs for one offer. */
const LOOKED_AT = 60

/** A new or changed need: the owners of the offers that meet it are told, and whoever needs it. Run again it does nothing. */
export const matchNeed = job({
  name: 'sharing.match_need',
  payload: z.object({ needId: z.uuid() }),
  async run({ needId }, { services }) {
    const need = await selectOptionalNeed(services.system, needId)
    if (need?.state !== 'open') return
    const candidates = await selectCandidates(services.system, need, { only: null, most: LOOKED_AT })
    const found = (await verdictsFor(services.system, need, candidates)).filter(({ verdict }) => verdict.fits)
    await services.system.transaction().execute(db =>
      tell(
        db,
        found.map(({ offer }) => ({ need, offer })),
      ),
    )
  },
})

/** A new or changed offer: whoever has an open need that it meets is told, and its owner. */
export const matchOffer = job({
  name: 'sharing.match_offer',
  payload: z.object({ offerId: z.uuid() }),
  async run({ offerId }, { services, signal }) {
    const { system } = services
    const offer = await selectOptionalOffer(system, offerId)
    if (offer?.state !== 'published') return
    const { kind, organisationId: owner } = offer
    for (const need of await selectOpenNeeds(system, { kind, owner, most: LOOKED_AT })) {
      signal.throwIfAborted()
      const place = await selectDistance(system, offerId, need.organisationId)
      const [found] = await verdictsFor(system, need, [{ id: offerId, ...place }])
      if (found?.verdict.fits)
        await system.transaction().execute(db => tell(db, [{ need, offer: found.offer }]))
    }
  },
})

export const matchJobs = [matchNeed, matchOffer]

type Pair = { need: StoredNeed; offer: StoredOffer }

/** Puts each match of which both sides had not been told on both desks. The best comes first, and is the one named. */
async function tell(db: Db, pairs: readonly Pair[]): Promise<void> {
  const told = await rememberMatches(
    db,
    pairs.map(({ need, offer }) => ({ needId: need.id, offerId: offer.id })),
  )
  const fresh = pairs.filter(({ offer }) => told.some(({ offerId }) => offerId === offer.id))
  // Said again, an item's text is the last: the best is said last.
  for (const { need, offer } of fresh.toReversed()) {
    const data = { title: need.title.zh, offer: offer.titleZh, organisation: need.organisation.zh }
    const path = `/sharing/needs/${need.id}` as const
    await putTodo(db, {
      desk: {
        organisationId: offer.organisationId,
        role: administratorRoleOf(offer.organisationKind),
      },
      ...{ kind: 'sharing.need_fits', data, path, subject: needOnDesk(need.id, offer.organisationId) },
    })
    await putTodo(db, {
      ...{ desk: deskOf(need), kind: 'sharing.need_found', data, path, subject: needOnDesk(need.id) },
    })
  }
}
