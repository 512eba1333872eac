import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { addressOf } from '#platform/contract/client.ts'
import { useFormat } from '#platform/web/format.ts'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import type { VersionRow } from '../contract/agreements.ts'
import { type AgreementVersion, printVersion } from '../contract/versions.ts'
import { STATUS_TONES } from './values.ts'
import { useTermWords } from './words.ts'

export function Outline({ version }: { version: AgreementVersion }) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const words = useTermWords()
  const { force } = version
  return (
    <Sheet title={t('agreements.outline')}>
      <FactList
        facts={[
          { label: t('agreements.paper.kind'), value: name(version.kind.name) },
          { label: t('agreements.column.reference'), value: version.reference ?? t('agreements.none') },
          { label: t('agreements.paper.days'), value: words.days(version) },
          ...(version.kind.byCohort || version.fromCohort !== null
            ? [
                {
                  label: t('agreements.paper.cohorts'),
                  value: words.cohorts(version) ?? t('agreements.none'),
                  note:
                    version.lastCohort === null
                      ? undefined
                      : t('agreements.last_cohort', { cohort: version.lastCohort }),
                },
              ]
            : []),
          ...(version.signedOn && force
            ? [
                {
                  label: t('agreements.force'),
                  value: words.days({ fromDate: force.from, untilDate: force.until }),
                  note: version.handover ? t(`agreements.handover.${version.handover}`) : undefined,
                },
              ]
            : []),
          ...(version.signedOn
            ? [{ label: t('agreements.paper.signed_on'), value: day(version.signedOn) }]
            : []),
          {
            label: t('agreements.openness'),
            value: version.open ? t('agreements.open') : t('agreements.closed'),
          },
          {
            label: t('agreements.group'),
            value: version.group ? (
              <Link to={`/groups/${version.group.id}`}>{name(version.group.name)}</Link>
            ) : (
              t('agreements.none')
            ),
          },
          { label: t('agreements.drafted_by'), value: name(version.draftedBy.name) },
        ]}
      />
    </Sheet>
  )
}

/** The text as a document, and what changed in it. */
export function Papers({ version }: { version: AgreementVersion }) {
  const { t } = useTranslation()
  const paper = (format: 'pdf' | 'docx', language: 'both' | 'zh' | 'en') =>
    addressOf(printVersion, { params: { id: version.id }, query: { format, language } })
  return (
    <Sheet title={t('agreements.papers')}>
      <ul className="line-list">
        {(['both', 'zh', 'en'] as const).map(language => (
          <li key={language}>
            <span>{t(`agreements.papers_in.${language}`)}</span>
            <span className="line-list-end">
              <a href={paper('pdf', language)} aria-label={`${t(`agreements.papers_in.${language}`)} PDF`}>
                PDF
              </a>
              <a href={paper('docx', language)} aria-label={`${t(`agreements.papers_in.${language}`)} Word`}>
                Word
              </a>
            </span>
          </li>
        ))}
        {version.basedOn && (
          <li>
            <Link to={`/agreement-versions/${version.id}/difference`}>
              {t('agreements.difference.to_version', { number: version.basedOn.number })}
            </Link>
          </li>
        )}
      </ul>
      {version.textHash && (
        <p className="caption text-hash">
          {t('agreements.paper.hash')} <code>{version.textHash}</code>
        </p>
      )}
    </Sheet>
  )
}

export function Versions({ versions, shown }: { versions: VersionRow[]; shown: AgreementVersion }) {
  const { t } = useTranslation()
  const words = useTermWords()
  if (versions.length < 2) return null
  return (
    <Sheet title={t('agreements.versions')} note={t('agreements.versions_note')}>
      <ul className="line-list">
        {versions.map(one => {
          const word = t('agreements.version_number', { number: one.number })
          return (
            <li key={one.id} aria-current={one.id === shown.id || undefined}>
              <div>
                {one.id === shown.id ? (
                  word
                ) : (
                  <Link to={`/agreements/${shown.agreementId}?version=${one.id}`}>{word}</Link>
                )}
                <p className="caption">{words.cohorts(one) ?? words.days(one)}</p>
              </div>
              <StatusTag tone={STATUS_TONES[one.status]}>{t(`agreements.status.${one.status}`)}</StatusTag>
            </li>
          )
        })}
      </ul>
    </Sheet>
  )
}
