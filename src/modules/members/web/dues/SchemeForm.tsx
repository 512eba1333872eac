import { Form as AntForm, Button, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#platform/web/query.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import {
  addDuesScheme,
  ORGANISATION_KINDS,
  type OrganisationKind,
  POSITIONS,
  type Position,
} from '../../contract.ts'

type Rate = { position?: Position | ''; kind?: OrganisationKind | ''; amountFen?: string }
type Values = { firstYear: number; dueMonth: number; dueDay: number; source: string; rates?: Rate[] }
type Props = { groupId: string; year: number; onDone: () => void }

/** What the charter asks of members from a year on. */
export function SchemeForm({ groupId, year, onDone }: Props) {
  const { t } = useTranslation()
  const notice = useNotice()
  const add = useCommand(addDuesScheme)
  return (
    <CommandForm<Values>
      initial={{ firstYear: year, rates: [{}] }}
      submit={t('members.dues.scheme_add')}
      onSend={({ rates = [], ...scheme }) =>
        add.run({
          params: { id: groupId },
          body: {
            ...scheme,
            rates: rates.map(({ position, kind, amountFen }) => ({
              ...{ position: position || null, kind: kind || null },
              amountFen: Math.round(Number(amountFen) * 100),
            })),
          },
        })
      }
      onDone={() => {
        notice(t('members.relation.done'))
        onDone()
      }}
    >
      <p>{t('members.dues.scheme_text')}</p>
      <Field name="firstYear" label={t('members.dues.first_year')} required>
        <InputNumber min={2000} max={2100} precision={0} />
      </Field>
      <Field name="dueMonth" label={t('members.dues.month')} required>
        <InputNumber min={1} max={12} precision={0} />
      </Field>
      <Field name="dueDay" label={t('members.dues.day')} required>
        <InputNumber min={1} max={28} precision={0} />
      </Field>
      <Field name="source" label={t('members.dues.source')} required>
        <Input maxLength={300} />
      </Field>
      <Rates />
    </CommandForm>
  )
}

function Rates() {
  const { t } = useTranslation()
  const any = { value: '', label: t('members.dues.any') }
  const positions = POSITIONS.filter(value => value !== 'authority')
  return (
    <AntForm.List name="rates">
      {(fields, { add, remove }) => (
        <>
          {fields.map(field => (
            <fieldset key={field.key} className="rate">
              <Field name={[field.name, 'position']} label={t('members.dues.rate_position')}>
                <Select
                  placeholder={any.label}
                  options={[
                    any,
                    ...positions.map(value => ({ value, label: t(`members.position.${value}`) })),
                  ]}
                />
              </Field>
              <Field name={[field.name, 'kind']} label={t('members.dues.rate_kind')}>
                <Select
                  placeholder={any.label}
                  options={[
                    any,
                    ...ORGANISATION_KINDS.map(value => ({ value, label: t(`members.kind.${value}`) })),
                  ]}
                />
              </Field>
              <Field name={[field.name, 'amountFen']} label={t('members.dues.rate_yuan')} required>
                <Input inputMode="decimal" maxLength={14} />
              </Field>
              <Button size="small" onClick={() => remove(field.name)}>
                {t('members.dues.rate_remove')}
              </Button>
            </fieldset>
          ))}
          <Button onClick={() => add({})}>{t('members.dues.rate_add')}</Button>
        </>
      )}
    </AntForm.List>
  )
}
