import { useTranslation } from 'react-i18next'
import { AddressSheet } from '#modules/information/web/parts/AddressSheet.tsx'
import { useCommand, useRead } from '#platform/web/query.ts'
import { Loaded } from '#platform/web/ui/states.tsx'
import { createFeed, getFeed, revokeFeed } from '../../contract/calendars.ts'

/** The secret address of one's own bookings, or of what takes an offer. */
export function FeedSheet({ offerId }: { offerId?: string }) {
  const { t } = useTranslation()
  const which = { query: { offer: offerId } }
  const read = useRead(getFeed, which)
  const create = useCommand(createFeed)
  const revoke = useCommand(revokeFeed)
  return (
    <Loaded read={read} lines={2}>
      {feed => (
        <AddressSheet
          title={t('sharing.feed.title')}
          note={t(offerId ? 'sharing.feed.note_offer' : 'sharing.feed.note_own')}
          once={t('sharing.feed.once')}
          feed={feed}
          make={async () => (await create.run({ body: { offerId: offerId ?? null } })).url}
          end={() => revoke.run(which)}
          primary={!offerId}
        />
      )}
    </Loaded>
  )
}
