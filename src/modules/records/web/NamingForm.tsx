import { Form, Input, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { OrganisationPick } from '#modules/members/web/parts/OrganisationPick.tsx'
import { daysAfter, today } from '#platform/contract/days.ts'
import type { Bilingual } from '#platform/contract/fields.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { nameOneself } from '../contract.ts'

type Values = {
  way: 'organisation' | 'group'
  organisationId?: string
  groupId?: string
  occasion: string
  endsOn: string
}

type Props = {
  /** Those of the learner's school. */
  groups: readonly { id: string; name: Bilingual }[]
  onDone: () => void
}

/** Gives the learner's name to whom they took part with in something, for a time. */
export function NamingForm({ groups, onDone }: Props) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const notice = useNotice()
  const [form] = Form.useForm<Values>()
  const way = Form.useWatch('way', form)
  const own = useViewer()?.organisationId ?? undefined
  const give = useCommand(nameOneself, ['records.'])
  return (
    <CommandForm<Values>
      form={form}
      initial={{
        way: 'organisation',
        groupId: groups.length === 1 ? groups[0]?.id : undefined,
        endsOn: daysAfter(today(), 30),
      }}
      submit={t('records.naming.send')}
      onSend={({ way: _, organisationId = null, groupId = null, ...body }) =>
        give.run({ body: { ...body, organisationId, groupId } })
      }
      onDone={() => {
        notice(t('records.naming.made'))
        onDone()
      }}
    >
      <p className="caption">{t('records.naming.note')}</p>
      <Field name="way" label={t('records.naming.way')} required>
        <Radio.Group
          options={[
            { value: 'organisation', label: t('records.naming.to_organisation') },
            { value: 'group', label: t('records.naming.to_group') },
          ]}
        />
      </Field>
      {way === 'group' ? (
        <Field name="groupId" label={t('records.naming.group')} required>
          <Select options={groups.map(one => ({ value: one.id, label: name(one.name) }))} />
        </Field>
      ) : (
        <Field
          name="organisationId"
          label={t('records.naming.organisation')}
          hint={t('records.asked.minor_hint')}
          required
        >
          <OrganisationPick without={own} group={groups.length === 1 ? groups[0]?.id : undefined} />
        </Field>
      )}
      <Field
        name="occasion"
        label={t('records.naming.occasion')}
        hint={t('records.naming.occasion_hint')}
        required
      >
        <Input maxLength={200} />
      </Field>
      <Field name="endsOn" label={t('records.naming.ends')} required>
        <Input type="date" />
      </Field>
    </CommandForm>
  )
}
