import { Button, Checkbox, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { OrganisationPick } from '#modules/members/web/parts/OrganisationPick.tsx'
import type { Choice } from '#platform/web/ui/FoundPick.tsx'
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
          <OrganisationPick
            label={t('agreements.paper.party')}
            value={party.organisationId}
            known={choiceOf(party.organisationId, known)}
            disabled={party.organisationId !== undefined && party.organisationId === own}
            placeholder={t('agreements.party_search')}
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

function choiceOf(id: string | undefined, known: Props['known']): Choice | undefined {
  const label = id && known.get(id)
  return id && label ? { value: id, label } : undefined
}
