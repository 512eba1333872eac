import { Input, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#platform/web/query.ts'
import { bilingualOrNull } from '#platform/web/typed.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { type ClassInput, createClass, endClass, type OneClass, updateClass } from '../contract.ts'

type Values = {
  name: string
  cohort: number | null
  programme: { zh?: string; en?: string | null } | null
  startsOn: string
}

const bodyOf = ({ name, cohort, programme, startsOn }: Values): ClassInput => ({
  ...{ name, startsOn },
  cohort: cohort ?? null,
  programme: bilingualOrNull(programme),
})
const valuesOf = ({ name, cohort, programme, startsOn }: OneClass): Values => ({
  ...{ name, cohort, programme, startsOn },
})

export function NewClassForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const create = useCommand(createClass)
  return (
    <CommandForm<Values>
      submit={t('members.class.create')}
      onSend={values => create.run({ body: bodyOf(values) })}
      onDone={() => {
        notice(t('members.created'))
        onDone()
      }}
    >
      <ClassFields />
    </CommandForm>
  )
}

type EditProps = {
  group: OneClass
  reread: () => Promise<{ data?: OneClass }>
  onDone: () => void
}

export function EditClassForm({ group, reread, onDone }: EditProps) {
  const { t } = useTranslation()
  const notice = useNotice()
  const update = useCommand(updateClass)
  let newest = group.version
  const save = (values: Values, version: number) =>
    update.run({ params: { id: group.id }, body: { ...bodyOf(values), version } })
  return (
    <CommandForm<Values>
      initial={valuesOf(group)}
      submit={t('action.save')}
      onSend={values => save(values, group.version)}
      current={async () => {
        const { data = group } = await reread()
        newest = data.version
        return valuesOf(data)
      }}
      onOverwrite={values => save(values, newest)}
      onDone={() => {
        notice(t('web.form.saved'))
        onDone()
      }}
    >
      <ClassFields />
    </CommandForm>
  )
}

export function EndClassForm({ group, onDone }: { group: OneClass; onDone: () => void }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const end = useCommand(endClass)
  return (
    <CommandForm<{ endsOn: string }>
      submit={t('members.class.end')}
      onSend={({ endsOn }) => end.run({ params: { id: group.id }, body: { endsOn, version: group.version } })}
      onDone={() => {
        notice(t('members.ended'))
        onDone()
      }}
    >
      <p>{t('members.class.end_text')}</p>
      <Field name="endsOn" label={t('members.field.ends')} required>
        <Input type="date" min={group.startsOn} />
      </Field>
    </CommandForm>
  )
}

function ClassFields() {
  const { t } = useTranslation()
  return (
    <>
      <Field name="name" label={t('members.field.class')} required>
        <Input maxLength={100} />
      </Field>
      <Field name="cohort" label={t('members.field.cohort')} hint={t('members.hint.cohort')}>
        <InputNumber min={1950} max={2100} controls={false} />
      </Field>
      <Field name={['programme', 'zh']} label={t('members.field.programme_zh')}>
        <Input maxLength={100} lang="zh" />
      </Field>
      <Field name={['programme', 'en']} label={t('members.field.programme_en')}>
        <Input maxLength={100} lang="en" />
      </Field>
      <Field name="startsOn" label={t('members.field.class_starts')} required>
        <Input type="date" />
      </Field>
    </>
  )
}
