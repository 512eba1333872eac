import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { usePageId } from '#platform/web/page-id.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { FormPage } from '#platform/web/ui/FormPage.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { changeStay, getStay, type Stay } from '../contract/stays.ts'
import type { Files } from './FilesField.tsx'
import { StayFields, type StayValues, toInput, toValues } from './StayFields.tsx'

/** Changes a stay that is not confirmed; its host is asked anew. */
export default function EditStayPage() {
  const read = useRead(getStay, { params: { id: usePageId() } })
  return <Loaded read={read}>{stay => <EditForm stay={stay} reread={read.refetch} />}</Loaded>
}

type Props = { stay: Stay; reread: () => Promise<{ data: Stay | undefined }> }

function EditForm({ stay, reread }: Props) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const navigate = useNavigate()
  const notice = useNotice()
  const save = useCommand(changeStay, ['information.'])
  const [files, setFiles] = useState<Files>(stay.files)
  const send = (values: StayValues, version: number) =>
    save.run({ params: { id: stay.id }, body: { ...toInput(values, files), version } })
  const host = name(stay.host.name)
  let newest = stay.version
  return (
    <FormPage<StayValues>
      title={t('faculty.edit.title', { host })}
      lead={t('faculty.edit.lead')}
      trail={[
        { to: '/faculty/practice', label: t('faculty.practice.title') },
        { to: `/faculty/stays/${stay.id}`, label: host },
      ]}
      initial={toValues(stay)}
      submit={t('faculty.new.send')}
      onSend={values => send(values, stay.version)}
      onDone={() => {
        notice(t('faculty.new.sent'))
        void navigate(`/faculty/stays/${stay.id}`)
      }}
      current={async () => {
        const { data } = await reread()
        if (!data) return {}
        newest = data.version
        return toValues(data)
      }}
      onOverwrite={values => send(values, newest)}
    >
      <StayFields files={files} onFiles={setFiles} host={stay.host} fixed={stay.correctsId !== null} />
    </FormPage>
  )
}
