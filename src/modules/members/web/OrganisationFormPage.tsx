import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { FormPage } from '#platform/web/ui/FormPage.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { createOrganisation, getOrganisation, type Organisation, updateOrganisation } from '../contract.ts'
import { OrganisationFields } from './OrganisationFields.tsx'
import { bodyOf, EMPTY, type OrganisationValues, valuesOf } from './organisation-values.ts'

export default function OrganisationFormPage() {
  const { id } = useParams()
  return id ? <EditOrganisation id={id} /> : <NewOrganisation />
}

function NewOrganisation() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const notice = useNotice()
  const create = useCommand(createOrganisation)
  let made = ''
  return (
    <FormPage<OrganisationValues>
      title={t('members.organisation.new')}
      lead={t('members.organisation.new_lead')}
      trail={[{ to: '/organisations', label: t('members.organisations.title') }]}
      initial={EMPTY}
      submit={t('members.organisation.create')}
      onSend={async values => {
        const { position = 'member', startsOn = '' } = values
        made = (await create.run({ body: { ...bodyOf(values), position, startsOn } })).id
      }}
      onDone={() => {
        notice(t('members.created'))
        void navigate(`/organisations/${made}`)
      }}
    >
      <OrganisationFields isNew />
    </FormPage>
  )
}

function EditOrganisation({ id }: { id: string }) {
  const read = useRead(getOrganisation, { params: { id } })
  return (
    <Loaded read={read}>
      {organisation => <EditForm organisation={organisation} reread={read.refetch} />}
    </Loaded>
  )
}

type Reread = () => Promise<{ data?: Organisation }>

function EditForm({ organisation, reread }: { organisation: Organisation; reread: Reread }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const navigate = useNavigate()
  const notice = useNotice()
  const update = useCommand(updateOrganisation)
  let newest = organisation.version
  const save = (values: OrganisationValues, version: number) =>
    update.run({ params: { id: organisation.id }, body: { ...bodyOf(values), version } })
  return (
    <FormPage<OrganisationValues>
      title={t('members.organisation.edit_of', { name: name(organisation.name) })}
      trail={[
        { to: '/organisations', label: t('members.organisations.title') },
        { to: `/organisations/${organisation.id}`, label: name(organisation.name) },
      ]}
      initial={valuesOf(organisation)}
      submit={t('action.save')}
      onSend={values => save(values, organisation.version)}
      current={async () => {
        const { data = organisation } = await reread()
        newest = data.version
        return valuesOf(data)
      }}
      onOverwrite={values => save(values, newest)}
      onDone={() => {
        notice(t('web.form.saved'))
        void navigate(`/organisations/${organisation.id}`)
      }}
    >
      <OrganisationFields />
    </FormPage>
  )
}
