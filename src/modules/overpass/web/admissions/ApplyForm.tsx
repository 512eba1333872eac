import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { useLanguage } from '#platform/web/i18n.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { applyAlong, getOffer, type Intake } from '../../contract.ts'
import { Figures } from './Figures.tsx'

/** Applying: what the rule finds in the own record today is filled in already. */
export function ApplySheet({ intake }: { intake: Intake }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const language = useLanguage()
  const notice = useNotice()
  const navigate = useNavigate()
  const send = useCommand(applyAlong, ['overpass.'])
  const read = useRead(getOffer, { params: { id: intake.grounds.clauseId } })
  let made = ''
  return (
    <Sheet title={t('overpass.apply.title')} note={t('overpass.apply.text')}>
      <Loaded read={read}>
        {offer => (
          <CommandForm<{ note?: string }>
            submit={t('overpass.apply.submit')}
            onSend={async ({ note }) => {
              const body = { note: note?.trim() || null }
              made = (await send.run({ params: { id: intake.id }, body })).id
            }}
            onDone={() => {
              notice(t('overpass.apply.done'))
              void navigate(`/admissions/${made}`)
            }}
          >
            {!offer.entry.met && <p>{t('overpass.apply.not_met')}</p>}
            <Figures
              parts={offer.entry.parts.map(part => ({
                ...{ met: part.met, text: part.text[language] },
                by: part.outcome && name(part.outcome),
              }))}
              outcomes={offer.outcomes.map(({ title, credits }) => ({ title: name(title), credits }))}
            />
            <Field name="note" label={t('overpass.apply.note')}>
              <Input.TextArea rows={3} maxLength={2000} />
            </Field>
          </CommandForm>
        )}
      </Loaded>
    </Sheet>
  )
}
