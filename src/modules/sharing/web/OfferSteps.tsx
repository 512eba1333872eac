import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { may } from '#platform/contract/access.ts'
import { useCommand } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { useAttempt } from '#platform/web/use-attempt.ts'
import { moveOffer, type Offer } from '../contract/offers.ts'
import { editOffer } from '../policy.ts'

/** What can be done with an offer: book it, or change, publish and withdraw one's own. */
export function OfferSteps({ offer, onBook }: { offer: Offer; onBook?: (() => void) | undefined }) {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const notice = useNotice()
  const attempt = useAttempt()
  const move = useCommand(moveOffer)
  const keeps = may(editOffer, useViewer(), { organisationId: offer.organisation.id })
  const take = async (step: 'publish' | 'withdraw') => {
    const word = t(`sharing.step.${step}`)
    const sure = { title: word, text: t(`sharing.step.${step}_text`), confirm: word }
    if (!(await confirm({ ...sure, grave: step === 'withdraw' }))) return
    const body = { step, version: offer.version }
    if (await attempt(() => move.run({ params: { id: offer.id }, body })))
      notice(t(`sharing.step.${step}_done`))
  }
  const published = offer.state === 'published'
  return (
    <div className="sharing-actions">
      {keeps && (
        <Link to={`/sharing/offers/${offer.id}/edit`}>
          <Button>{t('sharing.change')}</Button>
        </Link>
      )}
      {keeps && (
        <Button
          type={published ? 'default' : 'primary'}
          loading={move.pending}
          onClick={() => void take(published ? 'withdraw' : 'publish')}
        >
          {t(published ? 'sharing.step.withdraw' : 'sharing.step.publish')}
        </Button>
      )}
      {onBook && (
        <Link to={`/sharing/offers/${offer.id}/series`}>
          <Button>{t('sharing.series.link')}</Button>
        </Link>
      )}
      {onBook && (
        <Button type="primary" onClick={onBook}>
          {t('sharing.book')}
        </Button>
      )}
    </div>
  )
}
