import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { addressOf } from '#platform/contract/client.ts'
import { useFormat } from '#platform/web/format.ts'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { readScan } from '../contract/signing.ts'
import type { AgreementVersion, Party } from '../contract/versions.ts'

/** Who takes part and who has signed. */
export function Parties({ version }: { version: AgreementVersion }) {
  const { t } = useTranslation()
  const signers = version.parties.filter(party => party.mustSign)
  const signed = signers.filter(party => party.signature).length
  return (
    <Sheet
      title={t('agreements.paper.parties')}
      note={version.state !== 'draft' && t('agreements.signed_of', { signed, all: signers.length })}
    >
      <ul className="line-list">
        {version.parties.map(party => (
          <PartyLine key={party.id} party={party} draft={version.state === 'draft'} />
        ))}
      </ul>
    </Sheet>
  )
}

function PartyLine({ party, draft }: { party: Party; draft: boolean }) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const { signature } = party
  return (
    <li>
      <div>
        <Link to={`/organisations/${party.organisationId}`}>{name(party.name)}</Link>
        <p className="caption">
          {t(`agreements.role.${party.role}`)}
          {party.uscc && ` · ${party.uscc}`}
        </p>
      </div>
      <div className="line-list-end">
        {signature && (
          <span className="caption">
            {[signature.signerName, t(`agreements.mode.${signature.mode}`), day(signature.signedOn)]
              .filter(Boolean)
              .join(' · ')}
          </span>
        )}
        {signature?.scan && (
          <a href={addressOf(readScan, { params: { id: signature.id } })}>{t('agreements.open_scan')}</a>
        )}
        {!party.mustSign && <StatusTag tone="quiet">{t('agreements.signs_not')}</StatusTag>}
        {party.mustSign && !draft && (
          <StatusTag tone={signature ? 'agreed' : 'uncertain'}>
            {signature ? t('agreements.signed') : t('agreements.paper.unsigned')}
          </StatusTag>
        )}
      </div>
    </li>
  )
}
