import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { today } from '#platform/contract/days.ts'
import { useCommand } from '#platform/web/query.ts'
import { FormPage } from '#platform/web/ui/FormPage.tsx'
import { createOffer } from '../../contract/offers.ts'
import { OfferFields, type OfferValues, toInput } from './OfferFields.tsx'

/** A new offer of the own organisation: a draft until it is published. */
export default function NewOfferPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const create = useCommand(createOffer)
  let id = ''
  return (
    <FormPage<OfferValues>
      title={t('sharing.new')}
      lead={t('sharing.new_lead')}
      trail={[{ to: '/sharing', label: t('sharing.title') }]}
      initial={{
        ...{ kind: 'room', units: 1, languages: ['zh'], feeBasis: 'free', fee: 0, atOnce: false },
        ...{ slotMinutes: 60, longestMinutes: 240, bufferMinutes: 0, leadHours: 0, outsidePercent: 100 },
        ...{ holdHours: 72, lateHours: 0, exceptions: [] },
        windows: [{ weekday: 1, from: '08:00', until: '17:00', fromDate: today(), untilDate: null }],
      }}
      submit={t('sharing.create')}
      onSend={async values => {
        id = (await create.run({ body: toInput(values) })).id
      }}
      onDone={() => void navigate(`/sharing/offers/${id}`)}
    >
      <OfferFields />
    </FormPage>
  )
}
