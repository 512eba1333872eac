import { Checkbox, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '#platform/web/api.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand } from '#platform/web/query.ts'
import { named, orNull } from '#platform/web/typed.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { type AgreementVersion, getVersion, updateVersion } from '../../contract/versions.ts'
import { GroupField, TermFields } from '../NewAgreementPage.tsx'
import { PartiesField, type PartyValue } from './PartiesField.tsx'

type Values = {
  title: { zh?: string; en?: string | null }
  reference?: string | null
  groupId?: string | null
  fromDate: string
  untilDate?: string | null
  fromCohort?: number | null
  untilCohort?: number | null
  open?: boolean
  parties: PartyValue[]
}

const valuesOf = (version: AgreementVersion): Values => ({
  ...{ title: version.title, reference: version.reference, groupId: version.group?.id },
  ...{ fromDate: version.fromDate, untilDate: version.untilDate, fromCohort: version.fromCohort },
  ...{ untilCohort: version.untilCohort, open: version.open },
  parties: version.parties.map(({ organisationId, role, mustSign }) => ({ organisationId, role, mustSign })),
})

/** Title, parties, days and years of entry of a draft. */
export function OutlineForm({ version, onDone }: { version: AgreementVersion; onDone: () => void }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const notice = useNotice()
  const update = useCommand(updateVersion)
  let newest = version.version
  const save = (values: Values, seen: number) =>
    update.run({
      params: { id: version.id },
      body: {
        ...{
          title: named(values.title),
          reference: orNull(values.reference),
          groupId: values.groupId ?? null,
        },
        ...{ fromDate: values.fromDate, untilDate: values.untilDate || null, open: values.open ?? false },
        ...{ fromCohort: values.fromCohort ?? null, untilCohort: values.untilCohort ?? null },
        parties: values.parties.flatMap(({ organisationId, ...party }) =>
          organisationId ? [{ organisationId, ...party }] : [],
        ),
        version: seen,
      },
    })
  return (
    <CommandForm<Values>
      initial={valuesOf(version)}
      submit={t('action.save')}
      onSend={values => save(values, version.version)}
      current={async () => {
        const fresh = await api(getVersion, { params: { id: version.id } })
        newest = fresh.version
        return valuesOf(fresh)
      }}
      onOverwrite={values => save(values, newest)}
      onDone={() => {
        notice(t('web.form.saved'))
        onDone()
      }}
    >
      <Field name={['title', 'zh']} label={t('agreements.title_zh')} required>
        <Input maxLength={200} lang="zh" />
      </Field>
      <Field name={['title', 'en']} label={t('agreements.title_en')}>
        <Input maxLength={200} lang="en" />
      </Field>
      <Field name="reference" label={t('agreements.column.reference')} hint={t('agreements.reference_hint')}>
        <Input maxLength={60} />
      </Field>
      <Field name="parties" label={t('agreements.paper.parties')} hint={t('agreements.parties_hint')}>
        <PartiesField
          roles={version.kind.roles}
          known={new Map(version.parties.map(party => [party.organisationId, name(party.name)]))}
          own={version.draftedBy.id}
        />
      </Field>
      <TermFields byCohort={version.kind.byCohort} />
      <GroupField />
      <Field name="open" label={t('agreements.openness')} valuePropName="checked">
        <Checkbox>{t('agreements.open')}</Checkbox>
      </Field>
    </CommandForm>
  )
}
