import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useCommand } from '#platform/web/query.ts'
import { FormPage } from '#platform/web/ui/FormPage.tsx'
import { createItem } from '../contract/items.ts'
import { ItemFields, type ItemValues, inputOf } from './ItemFields.tsx'
import './library.css'

/** Begins an item; its files come next. */
export default function NewItemPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const create = useCommand(createItem)
  let made = ''
  return (
    <FormPage<ItemValues>
      title={t('library.new')}
      lead={t('library.new_lead')}
      trail={[{ to: '/library', label: t('library.title') }]}
      initial={{ kind: 'model', creators: [] }}
      submit={t('library.create')}
      onSend={async values => {
        made = (await create.run({ body: inputOf(values) })).id
      }}
      onDone={() => void navigate(`/library/${made}/files`)}
    >
      <ItemFields />
    </FormPage>
  )
}
