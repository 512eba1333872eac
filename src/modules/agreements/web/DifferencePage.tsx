import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag, type Tone } from '#platform/web/ui/StatusTag.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import { compareVersions } from '../contract/versions.ts'
import type { ClauseChange, Piece } from '../rules/difference.ts'
import './agreements.css'
import { usePageId } from '#platform/web/page-id.ts'
import { useTermWords } from './words.ts'

const TONES: Record<ClauseChange['change'], Tone> = {
  added: 'agreed',
  removed: 'act',
  changed: 'uncertain',
  moved: 'quiet',
}

/** What changed from one version to another: the outline first, then clause by clause, word by word. */
export default function DifferencePage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const words = useTermWords()
  const id = usePageId()
  const [search] = useSearchParams()
  const read = useRead(compareVersions, { params: { id }, query: { from: search.get('from') ?? undefined } })
  return (
    <DetailPage read={read}>
      {({ agreementId, title, from, to, outline, clauses }) => ({
        title: t('agreements.difference.of', { from: from.number, to: to.number }),
        lead: t('agreements.difference.lead', { count: clauses.length }),
        trail: [
          { to: '/agreements', label: t('agreements.title') },
          { to: `/agreements/${agreementId}?version=${to.id}`, label: name(title) },
        ],
        main: (
          <>
            {outline.length === 0 && clauses.length === 0 && (
              <Empty title={t('agreements.difference.none')} text={t('agreements.difference.none_text')} />
            )}
            {outline.length > 0 && (
              <Sheet title={t('agreements.outline')}>
                <dl className="agreement-difference">
                  {outline.map(({ field, before, after }) => (
                    <div key={field}>
                      <dt>{t(`agreements.difference.field.${field}`)}</dt>
                      <dd>
                        <del>{before}</del> → <ins>{after}</ins>
                      </dd>
                    </div>
                  ))}
                </dl>
              </Sheet>
            )}
            {clauses.map(clause => (
              <Sheet
                key={clause.line}
                title={words.clause(clause.after ?? clause.before ?? 0, plain(clause.title))}
                aside={
                  <StatusTag tone={TONES[clause.change]}>
                    {t(`agreements.difference.${clause.change}`)}
                  </StatusTag>
                }
              >
                {clause.change === 'moved' ? (
                  <p>
                    {t('agreements.difference.moved_from', {
                      ...{ before: clause.before ?? 0, after: clause.after ?? 0 },
                    })}
                  </p>
                ) : (
                  <>
                    {clause.change === 'changed' && clause.title.some(({ change }) => change !== 'same') && (
                      <p className="kept-lines">
                        <strong>
                          <Pieces pieces={clause.title} />
                        </strong>
                      </p>
                    )}
                    <p className="kept-lines">
                      <Pieces pieces={clause.text} />
                    </p>
                  </>
                )}
              </Sheet>
            ))}
          </>
        ),
      })}
    </DetailPage>
  )
}

/** The title as it is now, or was where the clause is gone. */
const plain = (pieces: readonly Piece[]) => {
  const now = pieces.filter(piece => piece.change !== 'removed')
  return (now.length ? now : pieces).map(piece => piece.text).join('')
}

const TAGS = { same: 'span', added: 'ins', removed: 'del' } as const

function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map(({ text, change }, i) => {
    const Tag = TAGS[change]
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other identity
    return <Tag key={i}>{text}</Tag>
  })
}
