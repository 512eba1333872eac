import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { usePageId } from '#platform/web/page-id.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { FormPage } from '#platform/web/ui/FormPage.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { getOffer, type Offer, updateOffer } from '../../contract/offers.ts'
import { OfferFields, type OfferValues, toInput, toValues } from './OfferFields.tsx'

/** Changes an offer; what has been booked stands. */
export default function EditOfferPage() {
  const read = useRead(getOffer, { params: { id: usePageId() } })
  return <Loaded read={read}>{offer => <EditForm offer={offer} reread={read.refetch} />}</Loaded>
}

type Props = { offer: Offer; reread: () => Promise<{ data: Offer | undefined }> }

function EditForm({ offer, reread }: Props) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const navigate = useNavigate()
  const save = useCommand(updateOffer)
  const params = { id: offer.id }
  const send = (values: OfferValues, version: number) =>
    save.run({ params, body: { ...toInput(values), version } })
  let newest = offer.version
  return (
    <FormPage<OfferValues>
      title={t('sharing.edit_of', { title: name(offer.title) })}
      lead={t('sharing.edit_lead')}
      trail={[
        { to: '/sharing', label: t('sharing.title') },
        { to: `/sharing/offers/${offer.id}`, label: name(offer.title) },
      ]}
      initial={toValues(offer)}
      submit={t('action.save')}
      onSend={values => send(values, offer.version)}
      onDone={() => void navigate(`/sharing/offers/${offer.id}`)}
      current={async () => {
        const { data } = await reread()
        if (!data) return {}
        newest = data.version
        return toValues(data)
      }}
      onOverwrite={values => send(values, newest)}
    >
      <OfferFields />
    </FormPage>
  )
}
