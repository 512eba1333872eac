import { Input, InputNumber, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { useCommand } from '#platform/web/query.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { FilePick } from '#platform/web/ui/FilePick.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { useAttempt } from '#platform/web/use-attempt.ts'
import type { Offer } from '../../contract/offers.ts'
import { addPicture, reportFault } from '../../contract/outages.ts'
import { PICTURE_BYTES, PICTURE_TYPES } from '../../rules/vocabulary.ts'

type Props = { offer: Offer; bookingId: string | null; onDone: () => void }
type Values = { words: string; stops: boolean; units?: number | null }

/** Says what is wrong with what one has used, with a picture. */
export function ReportForm({ offer, bookingId, onDone }: Props) {
  const { t } = useTranslation()
  const { instant } = useFormat()
  const notice = useNotice()
  const attempt = useAttempt()
  const report = useCommand(reportFault, ['information.'])
  const add = useCommand(addPicture)
  const [picture, setPicture] = useState<File | null>(null)
  let held: string | null = null
  return (
    <CommandForm<Values>
      initial={{ stops: true }}
      submit={t('sharing.outages.report')}
      onSend={async ({ words, stops, units }) => {
        const body = { words, stops, units: units ?? null, bookingId }
        const { id, holdUntil } = await report.run({ params: { id: offer.id }, body })
        held = holdUntil
        // The report stands, whatever becomes of its picture.
        if (picture)
          await attempt(() => add.run({ params: { id }, query: { name: picture.name }, upload: picture }))
      }}
      onDone={() => {
        notice(
          held ? t('sharing.outages.reported_held', { at: instant(held) }) : t('sharing.outages.reported'),
        )
        onDone()
      }}
    >
      <p>{t('sharing.outages.report_text')}</p>
      <Field name="words" label={t('sharing.outages.words')} hint={t('sharing.outages.words_hint')} required>
        <Input.TextArea rows={4} maxLength={1000} />
      </Field>
      <Field name="stops" label={t('sharing.outages.stops')} required>
        <Radio.Group
          options={[
            { value: true, label: t('sharing.outages.stops.yes') },
            { value: false, label: t('sharing.outages.stops.no') },
          ]}
        />
      </Field>
      {offer.units > 1 && (
        <Field name="units" label={t('sharing.outages.how_many')} hint={t('sharing.outages.how_many_hint')}>
          <InputNumber min={1} max={offer.units} precision={0} />
        </Field>
      )}
      <FilePick
        label={t('sharing.outages.picture')}
        hint={t('sharing.outages.picture_hint')}
        types={PICTURE_TYPES}
        maxBytes={PICTURE_BYTES}
        value={picture}
        onPick={setPicture}
      />
    </CommandForm>
  )
}
