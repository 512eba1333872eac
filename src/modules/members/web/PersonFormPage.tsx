import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { useCommand, useRead } from '#platform/web/query.ts'
import { FormPage } from '#platform/web/ui/FormPage.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { createPerson, getPerson, type Person, updatePerson } from '../contract.ts'
import { PersonFields } from './PersonFields.tsx'
import { bodyOf, EMPTY, type PersonValues, valuesOf } from './person-values.ts'

export default function PersonFormPage() {
  const { id } = useParams()
  return id ? <EditPerson id={id} /> : <NewPerson />
}

function NewPerson() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const notice = useNotice()
  const create = useCommand(createPerson)
  let made = ''
  return (
    <FormPage<PersonValues>
      title={t('members.person.new')}
      trail={[{ to: '/people', label: t('members.people.title') }]}
      initial={EMPTY}
      submit={t('members.person.create')}
      onSend={async values => {
        const { role } = values
        const answer = await create.run({ body: { ...bodyOf(values), role: role as Person['role'] } })
        made = answer.id
      }}
      onDone={() => {
        notice(t('members.created'))
        void navigate(`/people/${made}`)
      }}
    >
      <PersonFields />
    </FormPage>
  )
}

function EditPerson({ id }: { id: string }) {
  const read = useRead(getPerson, { params: { id } })
  return <Loaded read={read}>{person => <EditForm person={person} reread={read.refetch} />}</Loaded>
}

type Reread = () => Promise<{ data?: Person }>

function EditForm({ person, reread }: { person: Person; reread: Reread }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const notice = useNotice()
  const update = useCommand(updatePerson)
  let newest = person.version
  const save = (values: PersonValues, version: number) =>
    update.run({ params: { id: person.id }, body: { ...bodyOf(values), version } })
  return (
    <FormPage<PersonValues>
      title={t('members.person.edit_of', { name: person.name })}
      trail={[
        { to: '/people', label: t('members.people.title') },
        { to: `/people/${person.id}`, label: person.name },
      ]}
      initial={valuesOf(person)}
      submit={t('action.save')}
      onSend={values => save(values, person.version)}
      current={async () => {
        const { data = person } = await reread()
        newest = data.version
        return valuesOf(data)
      }}
      onOverwrite={values => save(values, newest)}
      onDone={() => {
        notice(t('web.form.saved'))
        void navigate(`/people/${person.id}`)
      }}
    >
      <PersonFields role={person.role} />
    </FormPage>
  )
}
