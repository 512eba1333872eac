import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#platform/web/query.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { closeOrgan, endTerm, type Organ, type Term } from '../../contract.ts'

type Props = { onDone: () => void } & ({ organ: Organ; term?: undefined } | { term: Term; organ?: undefined })

/** The day on which an organ is closed or a term of office ended. */
export function EndForm({ organ, term, onDone }: Props) {
  const { t } = useTranslation()
  const notice = useNotice()
  const close = useCommand(closeOrgan)
  const end = useCommand(endTerm)
  const send = ({ day }: { day: string }) =>
    organ
      ? close.run({ params: { id: organ.id }, body: { day, version: organ.version } })
      : end.run({ params: { id: term.id }, body: { day, version: term.version } })
  return (
    <CommandForm<{ day: string }>
      submit={t(organ ? 'members.organs.close' : 'members.organs.end')}
      onSend={send}
      onDone={() => {
        notice(t('members.ended'))
        onDone()
      }}
    >
      {organ && <p>{t('members.organs.close_text')}</p>}
      <Field name="day" label={t('members.field.ends')} required>
        <Input type="date" min={term?.startsOn} />
      </Field>
    </CommandForm>
  )
}
