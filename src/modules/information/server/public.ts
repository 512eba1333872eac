import type { PublicSource } from '#platform/server/public.ts'
import { selectComing } from './queries/public-notices.ts'

const COMING_MOST = 10

/** Days that a group has announced to the public and that are still to come. */
export const informationPublic: PublicSource = {
  async ofGroup(db, groupId) {
    const coming = await selectComing(db, groupId, COMING_MOST)
    const items = coming.map(({ id, title, heldOn }) => ({
      ...{ id, title, text: null, day: heldOn, organisationId: null },
      to: `news/${id}`,
    }))
    return [{ code: 'dates', items }]
  },
}
