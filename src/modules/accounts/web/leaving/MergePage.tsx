import { useTranslation } from 'react-i18next'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Columns } from '#platform/web/ui/Sheet.tsx'
import { GiveAccount } from './GiveAccount.tsx'
import { TakeAccount } from './TakeAccount.tsx'

/** Two accounts of one human become one: this one is kept, or it goes. */
export default function MergePage() {
  const { t } = useTranslation()
  return (
    <>
      <PageHeader
        title={t('accounts.merge.heading')}
        lead={t('accounts.merge.lead')}
        trail={[{ to: '/account', label: t('accounts.account.title') }]}
      />
      <Columns main={<TakeAccount />} side={<GiveAccount />} />
    </>
  )
}
