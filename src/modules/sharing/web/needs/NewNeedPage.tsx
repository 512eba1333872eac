import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { daysAfter, today } from '#platform/contract/days.ts'
import { useCommand } from '#platform/web/query.ts'
import { FormPage } from '#platform/web/ui/FormPage.tsx'
import { createNeed } from '../../contract/needs.ts'
import { OFFER_KINDS } from '../../rules/vocabulary.ts'
import { NeedFields, type NeedValues, toInput } from './NeedFields.tsx'

/** What the own organisation looks for, published at once. */
export default function NewNeedPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const create = useCommand(createNeed, ['information.'])
  const kind = OFFER_KINDS.find(one => one === search.get('kind')) ?? 'room'
  let id = ''
  return (
    <FormPage<NeedValues>
      title={t('sharing.needs.new')}
      lead={t('sharing.needs.new_lead')}
      trail={[{ to: '/sharing/needs', label: t('sharing.needs.title') }]}
      initial={{
        ...{ kind, title: {}, text: {}, words: [], units: 1, languages: ['zh'], pays: [] },
        ...{
          weekdays: [],
          fromDay: today(),
          untilDay: daysAfter(today(), 90),
          from: '08:00',
          until: '17:00',
        },
        minutes: 120,
      }}
      submit={t('sharing.needs.create')}
      onSend={async values => {
        id = (await create.run({ body: toInput(values) })).id
      }}
      onDone={() => void navigate(`/sharing/needs/${id}`)}
    >
      <NeedFields />
    </FormPage>
  )
}
