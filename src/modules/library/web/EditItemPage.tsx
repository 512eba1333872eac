import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { api } from '#platform/web/api.ts'
import { useFormat } from '#platform/web/format.ts'
import { usePageId } from '#platform/web/page-id.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { FormPage } from '#platform/web/ui/FormPage.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { getItem, type Item, updateItem } from '../contract/items.ts'
import { ItemFields, type ItemValues, inputOf, TypedCreatorsAgreed, valuesOf } from './ItemFields.tsx'
import './library.css'

/** What an item says of itself, changed. */
export default function EditItemPage() {
  const id = usePageId()
  const read = useRead(getItem, { params: { id } })
  return <Loaded read={read}>{item => <EditForm item={item} />}</Loaded>
}

function EditForm({ item }: { item: Item }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const navigate = useNavigate()
  const update = useCommand(updateItem)
  let newest = item.version
  const save = (values: ItemValues, version: number) =>
    update.run({
      params: { id: item.id },
      body: { ...inputOf(values), creatorsAgreed: values.creatorsAgreed ?? false, version },
    })
  return (
    <FormPage<ItemValues>
      title={t('library.edit')}
      trail={[
        { to: '/library', label: t('library.title') },
        { to: `/library/${item.id}`, label: name(item.title) },
      ]}
      initial={valuesOf(item)}
      submit={t('action.save')}
      onSend={values => save(values, item.version)}
      current={async () => {
        const fresh = await api(getItem, { params: { id: item.id } })
        newest = fresh.version
        return valuesOf(fresh)
      }}
      onOverwrite={values => save(values, newest)}
      onDone={() => void navigate(`/library/${item.id}`)}
    >
      <ItemFields />
      <TypedCreatorsAgreed asked={item.creators} />
    </FormPage>
  )
}
