import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { useCommand, useRead } from '#platform/web/query.ts'
import { FormPage } from '#platform/web/ui/FormPage.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { addStay, getStay, type Stay } from '../contract/stays.ts'
import type { Files } from './FilesField.tsx'
import { StayFields, type StayValues, toInput, toValues } from './StayFields.tsx'

/** A stay that is over, or the correction of one that was confirmed. */
export default function NewStayPage() {
  const [search] = useSearchParams()
  const corrects = search.get('corrects')
  return corrects ? <Correction id={corrects} /> : <NewForm />
}

function Correction({ id }: { id: string }) {
  const read = useRead(getStay, { params: { id } })
  return <Loaded read={read}>{stay => <NewForm corrects={stay} />}</Loaded>
}

function NewForm({ corrects }: { corrects?: Stay }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const notice = useNotice()
  const add = useCommand(addStay, ['information.'])
  const [files, setFiles] = useState<Files>([])
  let id = ''
  return (
    <FormPage<StayValues>
      title={t(corrects ? 'faculty.correct.title' : 'faculty.new.title')}
      lead={t(corrects ? 'faculty.correct.lead' : 'faculty.new.lead')}
      trail={[{ to: '/faculty/practice', label: t('faculty.practice.title') }]}
      initial={corrects ? toValues(corrects) : { where: 'member' }}
      submit={t('faculty.new.send')}
      onSend={async values => {
        const body = { ...toInput(values, files), correctsId: corrects?.id ?? null }
        id = (await add.run({ body })).id
      }}
      onDone={() => {
        notice(t('faculty.new.sent'))
        void navigate(`/faculty/stays/${id}`)
      }}
    >
      <StayFields files={files} onFiles={setFiles} host={corrects?.host} fixed />
    </FormPage>
  )
}
