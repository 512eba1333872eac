import { Button, Checkbox, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listOrganisations } from '#modules/members/contract.ts'
import { useFormat } from '#platform/web/format.ts'
import { usePaged } from '#platform/web/query.ts'
import { MOST_PARTIES, type PartyRole } from '../../rules/vocabulary.ts'

export type PartyValue = { organisationId?: string; role: PartyRole; mustSign: boolean }
type Props = {
  value?: PartyValue[]
  onChange?: (parties: PartyValue[]) => void
  roles: readonly PartyRole[]
  /** Names of organisations that are parties already. */
  known: ReadonlyMap<string, string>
  /** The organisation that drafts: it stays. */
  own?: string
}

/** Who takes part: organisation, role, and whether it signs. */
export function PartiesField({ value = [], onChange, roles, known, own }: Props) {
  const { t } = useTranslation()
  const change = (at: number, part: Partial<PartyValue>) =>
    onChange?.(value.map((party, i) => (i === at ? { ...party, ...part } : party)))
  return (
    <div className="stack">
      {value.map((party, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other identity before an organisation is chosen
        <fieldset key={i} className="party-row">
          <legend className="visually-hidden">{t('agreements.party_number', { number: i + 1 })}</legend>
          <OrganisationSelect
            label={t('agreements.paper.party')}
            value={party.organisationId}
            known={known}
            disabled={party.organisationId !== undefined && party.organisationId === own}
            onChange={organisationId => change(i, { organisationId })}
          />
          <Select
            aria-label={t('agreements.paper.role')}
            value={party.role}
            options={roles.map(role => ({ value: role, label: t(`agreements.role.${role}`) }))}
            onChange={role => change(i, { role, mustSign: role !== 'witness' && party.mustSign })}
          />
          <Checkbox
            checked={party.mustSign}
            disabled={party.organisationId === own}
            onChange={event => change(i, { mustSign: event.target.checked })}
          >
            {t('agreements.must_sign')}
          </Checkbox>
          {party.organisationId !== own && (
            <Button
              type="text"
              aria-label={t('agreements.party_remove', { number: i + 1 })}
              onClick={() => onChange?.(value.filter((_, other) => other !== i))}
            >
              {t('agreements.remove')}
            </Button>
          )}
        </fieldset>
      ))}
      <div>
        <Button
          disabled={value.length >= MOST_PARTIES}
          onClick={() => onChange?.([...value, { role: roles[1] ?? 'partner', mustSign: true }])}
        >
          {t('agreements.party_add')}
        </Button>
      </div>
    </div>
  )
}

type SelectProps = {
  label: string
  value: string | undefined
  known: ReadonlyMap<string, string>
  disabled: boolean
  onChange: (id: string) => void
}

/** An organisation, found by what it is called. */
function OrganisationSelect({ label, value, known, disabled, onChange }: SelectProps) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const [q, setQ] = useState('')
  const rows = usePaged(listOrganisations, { query: { q: q.trim() || undefined, limit: 25 } }).rows
  const options = rows.map(row => ({ value: row.id, label: name(row.name) }))
  const chosen = value && known.get(value)
  if (value && chosen && !options.some(option => option.value === value))
    options.unshift({ value, label: chosen })
  return (
    <Select
      aria-label={label}
      value={value}
      disabled={disabled}
      showSearch={{ filterOption: false, onSearch: setQ }}
      placeholder={t('agreements.party_search')}
      options={options}
      onChange={onChange}
    />
  )
}
