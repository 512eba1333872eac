import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { usePageId } from '#platform/web/page-id.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { FormPage } from '#platform/web/ui/FormPage.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { getNeed, type Need, updateNeed } from '../../contract/needs.ts'
import { NeedFields, type NeedValues, toInput, toValues } from './NeedFields.tsx'

/** Changes an open need; it is held against all that is open once more. */
export default function EditNeedPage() {
  const read = useRead(getNeed, { params: { id: usePageId() } })
  return <Loaded read={read}>{need => <EditForm need={need} reread={read.refetch} />}</Loaded>
}

type Props = { need: Need; reread: () => Promise<{ data: Need | undefined }> }

function EditForm({ need, reread }: Props) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const navigate = useNavigate()
  const save = useCommand(updateNeed, ['information.'])
  const params = { id: need.id }
  const send = (values: NeedValues, version: number) =>
    save.run({ params, body: { ...toInput(values), version } })
  let newest = need.version
  return (
    <FormPage<NeedValues>
      title={t('sharing.needs.edit_of', { title: name(need.title) })}
      lead={t('sharing.needs.edit_lead')}
      trail={[
        { to: '/sharing/needs', label: t('sharing.needs.title') },
        { to: `/sharing/needs/${need.id}`, label: name(need.title) },
      ]}
      initial={toValues(need)}
      submit={t('action.save')}
      onSend={values => send(values, need.version)}
      onDone={() => void navigate(`/sharing/needs/${need.id}`)}
      current={async () => {
        const { data } = await reread()
        if (!data) return {}
        newest = data.version
        return toValues(data)
      }}
      onOverwrite={values => send(values, newest)}
    >
      <NeedFields />
    </FormPage>
  )
}
