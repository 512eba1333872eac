import { Button, Select } from 'antd'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { listGroups, ORGANISATION_KINDS } from '../../contract.ts'
import { RELATION_KINDS } from '../../rules/relations.ts'

const oneOf = <const T extends string>(list: readonly T[], value: string | null) =>
  list.find(one => one === value)
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** What the address asks of the network; what is no filter is left out. */
export function useNetworkQuery() {
  const [params] = useSearchParams()
  const [group, on] = [params.get('group') ?? '', params.get('on') ?? '']
  return {
    group: UUID.test(group) ? group : undefined,
    kind: oneOf(ORGANISATION_KINDS, params.get('kind')),
    relation: oneOf(RELATION_KINDS, params.get('relation')),
    on: /^\d{4}$/.test(on) ? `${on}-12-31` : undefined,
  }
}

/** Group, kind of organisation, kind of relation, time; each in the address. */
export function Filters({ since }: { since: number | null }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const [params] = useSearchParams()
  const groups = useRead(listGroups, {}).data?.rows ?? []
  const year = new Date().getFullYear()
  const years = since === null ? [] : Array.from({ length: year - since }, (_, i) => `${year - 1 - i}`)
  const asked = params.get('on')
  if (asked && /^\d{4}$/.test(asked) && !years.includes(asked)) years.unshift(asked)
  return (
    <div className="network-filters no-print">
      <Choice
        field="group"
        label={t('members.network.group')}
        any={t('members.network.all_groups')}
        options={groups.map(group => ({ value: group.id, label: name(group.name) }))}
      />
      <Choice
        field="kind"
        label={t('members.network.kind')}
        any={t('members.network.all_kinds')}
        options={ORGANISATION_KINDS.map(value => ({ value, label: t(`members.kind.${value}`) }))}
      />
      <Choice
        field="relation"
        label={t('members.network.relation')}
        any={t('members.network.all_relations')}
        options={RELATION_KINDS.map(value => ({ value, label: t(`members.relation.${value}`) }))}
      />
      <Choice
        field="on"
        label={t('members.network.on')}
        any={t('members.network.today')}
        options={years.map(value => ({ value, label: t('members.network.end_of', { year: value }) }))}
      />
      <Button onClick={() => window.print()}>{t('members.network.print')}</Button>
    </div>
  )
}

type ChoiceProps = {
  field: string
  label: string
  /** The word for no choice. */
  any: string
  options: { value: string; label: string }[]
}

function Choice({ field, label, any, options }: ChoiceProps): ReactNode {
  const id = useId()
  const [params, setParams] = useSearchParams()
  const choose = (value: string) =>
    setParams(
      before => {
        const next = new URLSearchParams(before)
        if (value) next.set(field, value)
        else next.delete(field)
        return next
      },
      { replace: true, preventScrollReset: true },
    )
  return (
    <label htmlFor={id}>
      <span className="caption">{label}</span>
      <Select
        id={id}
        value={params.get(field) ?? ''}
        onChange={choose}
        options={[{ value: '', label: any }, ...options]}
        popupMatchSelectWidth={false}
      />
    </label>
  )
}
