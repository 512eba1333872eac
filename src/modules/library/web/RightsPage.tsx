import { Checkbox, Form, Input, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { getOrganisation } from '#modules/members/contract/organisations.ts'
import { useFormat } from '#platform/web/format.ts'
import { usePageId } from '#platform/web/page-id.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { orNull } from '#platform/web/typed.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { FormPage } from '#platform/web/ui/FormPage.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { getItem, type Item } from '../contract/items.ts'
import { setRights } from '../contract/rights.ts'
import { asksOf, fixesUses, LICENCES, type Licence, type Use, usesUnder } from '../rules/licences.ts'
import { ACCESSES, AUDIENCES, type Audience } from '../rules/vocabulary.ts'
import { CreatorsAgreed } from './ItemFields.tsx'
import './library.css'
import { useLibraryWords } from './words.ts'

/** Who may do what with an item, from when and how long. */
export default function RightsPage() {
  const id = usePageId()
  const read = useRead(getItem, { params: { id } })
  return <Loaded read={read}>{item => <RightsForm item={item} />}</Loaded>
}

type Values = {
  licence: Licence
  licenceText?: string | null
  uses?: Use[]
  audience: Audience
  groupId?: string | null
  access?: Item['access']
  embargoUntil?: string | null
  expiresOn?: string | null
  creatorsAgreed?: boolean
  shared: boolean
}

function RightsForm({ item }: { item: Item }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const navigate = useNavigate()
  const save = useCommand(setRights)
  return (
    <FormPage<Values>
      title={t('library.rights_heading')}
      lead={t('library.rights_lead')}
      trail={[
        { to: '/library', label: t('library.title') },
        { to: `/library/${item.id}`, label: name(item.title) },
      ]}
      initial={{
        ...{ licence: item.licence, licenceText: item.licenceText, uses: item.uses, audience: item.audience },
        ...{ groupId: item.group?.id, access: item.access, embargoUntil: item.embargoUntil },
        ...{
          expiresOn: item.expiresOn,
          creatorsAgreed: item.creatorsAgreed,
          shared: item.state === 'shared',
        },
      }}
      submit={t('action.save')}
      onSend={values =>
        save.run({
          params: { id: item.id },
          body: {
            ...{ licence: values.licence, audience: values.audience, access: values.access ?? item.access },
            ...{ licenceText: orNull(values.licenceText), uses: values.uses ?? [] },
            ...{ groupId: values.groupId ?? null, embargoUntil: values.embargoUntil || null },
            ...{ expiresOn: values.expiresOn || null, creatorsAgreed: values.creatorsAgreed ?? false },
            ...{ shared: values.shared, version: item.version },
          },
        })
      }
      onDone={() => void navigate(`/library/${item.id}`)}
    >
      <LicenceFields />
      <AudienceFields />
      <div className="library-pair">
        <Field name="embargoUntil" label={t('library.embargo')} hint={t('library.embargo_hint')}>
          <Input type="date" />
        </Field>
        <Field name="expiresOn" label={t('library.expires')} hint={t('library.expires_hint')}>
          <Input type="date" />
        </Field>
      </div>
      <CreatorsAgreed creators={item.creators} />
      <Field name="shared" label={t('library.sharing')} required>
        <Radio.Group
          className="library-choice"
          options={[
            { value: true, label: t('library.share_now') },
            { value: false, label: t('library.share_not') },
          ]}
        />
      </Field>
    </FormPage>
  )
}

function LicenceFields() {
  const { t } = useTranslation()
  const words = useLibraryWords()
  const form = Form.useFormInstance<Values>()
  const licence = Form.useWatch<Licence | undefined>('licence', form) ?? 'unknown'
  const allowed = usesUnder(licence)
  const asks = asksOf(licence)
  return (
    <>
      <Field
        name="licence"
        label={t('library.column.licence')}
        required
        hint={
          licence === 'unknown'
            ? t('library.unknown_hint')
            : asks.map(ask => t(`library.ask.${ask}`)).join(' ') || undefined
        }
      >
        <Select
          options={LICENCES.map(value => ({ value, label: t(`library.licence.${value}`) }))}
          onChange={(next: Licence) =>
            form.setFieldValue(
              'uses',
              (form.getFieldValue('uses') as Use[] | undefined)?.filter(use => usesUnder(next).includes(use)),
            )
          }
        />
      </Field>
      {licence === 'custom' && (
        <Field name="licenceText" label={t('library.licence_text')} required>
          <Input.TextArea rows={5} maxLength={5000} />
        </Field>
      )}
      {fixesUses(licence) ? (
        <p className="caption library-fixed-uses">{t('library.uses_fixed', { uses: words.uses(allowed) })}</p>
      ) : (
        <Field name="uses" label={t('library.uses')}>
          <Checkbox.Group options={allowed.map(value => ({ value, label: t(`library.use.${value}`) }))} />
        </Field>
      )}
    </>
  )
}

function AudienceFields() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const id = useViewer()?.organisationId ?? ''
  const own = useRead(getOrganisation, { params: { id } }, { enabled: id !== '' }).data
  const audience = Form.useWatch<Audience | undefined>('audience')
  const groups = new Map(
    (own?.memberships ?? [])
      .filter(one => one.endsOn === null)
      .map(one => [one.group.id, name(one.group.name)]),
  )
  return (
    <>
      <Field name="audience" label={t('library.audience')} required>
        <Radio.Group
          className="library-choice"
          options={AUDIENCES.map(value => ({ value, label: t(`library.audience.${value}`) }))}
        />
      </Field>
      {audience === 'group' && (
        <Field name="groupId" label={t('library.group')} required>
          <Select options={[...groups].map(([value, label]) => ({ value, label }))} />
        </Field>
      )}
      {audience !== 'organisation' && (
        <Field name="access" label={t('library.access')} required>
          <Radio.Group
            className="library-choice"
            options={ACCESSES.map(value => ({ value, label: t(`library.access.${value}`) }))}
          />
        </Field>
      )}
    </>
  )
}
