import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useRead } from '#platform/web/query.ts'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Columns, Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty, Loaded } from '#platform/web/ui/states.tsx'
import { findSets } from '../../contract/search.ts'
import '../sharing.css'
import { queryOf, toSearch, toValues } from './asked.ts'
import { FindForm } from './FindForm.tsx'
import { FoundSheet } from './FoundSheet.tsx'

const NOTHING = {
  wishes: '',
  people: 1,
  weekdays: '',
  part: 'any',
  minutes: 60,
  fromDay: '',
  untilDay: '',
} as const

/** Everything that is needed for a class in one search: only what can be had together is shown. */
export default function FindPage() {
  const { t } = useTranslation()
  const [search, setSearch] = useSearchParams()
  const query = queryOf(search)
  const read = useRead(findSets, { query: query ?? NOTHING }, { enabled: query !== null })
  return (
    <>
      <PageHeader
        title={t('sharing.find.title')}
        lead={t('sharing.find.lead')}
        trail={[{ to: '/sharing', label: t('sharing.title') }]}
      />
      <Columns
        main={
          query ? (
            <Loaded read={read}>
              {({ sets, candidates }) => <FoundSheet sets={sets} candidates={candidates} asked={query} />}
            </Loaded>
          ) : (
            <Sheet>
              <Empty title={t('sharing.find.waiting')} text={t('sharing.find.waiting_text')} />
            </Sheet>
          )
        }
        side={
          <FindForm
            initial={toValues(search)}
            onFind={values => setSearch(toSearch(values), { preventScrollReset: true })}
          />
        }
        first="side"
      />
    </>
  )
}
