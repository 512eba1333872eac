import { Button, Checkbox, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listClasses } from '#modules/members/contract.ts'
import { inAudience } from '#platform/contract/access.ts'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { useFormat } from '#platform/web/format.ts'
import { usePaged, useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import { SearchInput } from '#platform/web/ui/SearchInput.tsx'
import { Empty, ErrorState, Skeleton } from '#platform/web/ui/states.tsx'
import { type Earned, LEARNERS_MOST, listEarned } from '../contract.ts'

type Props = {
  templateId: string
  id?: string
  value?: string[]
  onChange?: (value: string[]) => void
}

/** Outcomes that earn a design, to be chosen one by one or as they are listed. */
export function EarnedPick({ templateId, id, value = [], onChange }: Props) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const viewer = useViewer()
  const [q, setQ] = useState('')
  const [classId, setClassId] = useState<string>()
  const list = usePaged(listEarned, {
    params: { id: templateId },
    query: { q: q || undefined, class: classId },
  })
  const total = (list.first as AnswerOf<typeof listEarned> | undefined)?.total
  const toggle = (one: string) =>
    onChange?.(value.includes(one) ? value.filter(other => other !== one) : [...value, one])
  const chooseAll = () =>
    onChange?.([...new Set([...value, ...list.rows.map(row => row.outcomeId)])].slice(0, LEARNERS_MOST))
  return (
    <div id={id} className="earned-pick">
      <div className="earned-filters">
        <SearchInput
          value={q}
          onChange={setQ}
          label={t('credentials.earned.search')}
          suffix={total !== undefined && <span className="caption">{t('web.list.total', { total })}</span>}
        />
        {inAudience(listClasses.permission, viewer) && <ClassPick value={classId} onChange={setClassId} />}
      </div>
      {list.error !== null && <ErrorState error={list.error} onRetry={list.retry} />}
      {list.isLoading && <Skeleton lines={4} />}
      {!list.isLoading && list.error === null && list.rows.length === 0 && (
        <Empty title={t('credentials.earned.none')} text={t('credentials.earned.none_text')} />
      )}
      {list.rows.length > 0 && (
        <>
          <DataTable<Earned>
            label={t('credentials.earned.outcome')}
            rows={list.rows}
            rowKey={row => row.outcomeId}
            columns={[
              {
                ...{ key: 'learner', title: t('credentials.earned.learner') },
                render: row => (
                  <Checkbox
                    checked={value.includes(row.outcomeId)}
                    onChange={() => toggle(row.outcomeId)}
                    aria-label={t('credentials.earned.choose', {
                      name: row.learner.name,
                      title: name(row.title),
                    })}
                  >
                    {[row.learner.name, row.learner.class?.name].filter(Boolean).join(' · ')}
                  </Checkbox>
                ),
              },
              {
                ...{ key: 'outcome', title: t('credentials.earned.outcome') },
                render: row => name(row.title),
              },
              {
                ...{ key: 'day', title: t('credentials.earned.day'), align: 'end' as const },
                render: row => day(row.day, 'short'),
              },
            ]}
          />
          <div className="tool-row">
            <Button onClick={chooseAll}>{t('credentials.earned.choose_all')}</Button>
            {list.hasMore && (
              <Button onClick={list.more} loading={list.isLoadingMore}>
                {t('action.more')}
              </Button>
            )}
            <span className="caption" role="status">
              {t('credentials.earned.chosen', { count: value.length })}
            </span>
          </div>
        </>
      )}
    </div>
  )
}

type Class = { value: string | undefined; onChange: (id: string | undefined) => void }

/** A school knows its classes; a group's secretariat does not. */
function ClassPick({ value, onChange }: Class) {
  const { t } = useTranslation()
  const classes = useRead(listClasses, {}).data?.rows ?? []
  return (
    <Select
      aria-label={t('credentials.issue.class')}
      placeholder={t('credentials.issue.class')}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      value={value}
      onChange={chosen => onChange(chosen)}
      options={classes.map(one => ({ value: one.id, label: one.name }))}
    />
  )
}
