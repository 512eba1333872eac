import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useRead } from '#platform/web/query.ts'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag, type Tone } from '#platform/web/ui/StatusTag.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import { compareVersions } from '../../contract/versions.ts'
import type { CourseChange } from '../../rules/difference.ts'
import '../programmes.css'
import { usePageId } from '#platform/web/page-id.ts'

const TONES: Record<CourseChange['change'], Tone> = { added: 'agreed', removed: 'act', changed: 'uncertain' }

/** What changed from one version to another, course by course. */
export default function DifferencePage() {
  const { t } = useTranslation()
  const id = usePageId()
  const [search] = useSearchParams()
  const read = useRead(compareVersions, { params: { id }, query: { from: search.get('from') ?? undefined } })
  const value = (one: string | number | null) => (one === null ? '—' : one)
  return (
    <DetailPage read={read}>
      {({ from: before, to, rows }) => ({
        title: t('programmes.difference.of', { from: before.number, to: to.number }),
        lead: t('programmes.difference.lead', { count: rows.length }),
        trail: [
          { to: '/programmes', label: t('programmes.title') },
          {
            to: `/programme-versions/${to.id}`,
            label: t('programmes.version_number', { number: to.number }),
          },
        ],
        main: (
          <>
            {rows.length === 0 && (
              <Empty title={t('programmes.difference.none')} text={t('programmes.difference.none_text')} />
            )}
            {rows.map(row => (
              <Sheet
                key={`${row.change} ${row.code}`}
                title={row.name}
                note={row.code}
                aside={
                  <StatusTag tone={TONES[row.change]}>{t(`programmes.difference.${row.change}`)}</StatusTag>
                }
              >
                <dl className="difference">
                  {row.fields.map(({ field, before: old, after }) => (
                    <div key={field}>
                      <dt>{t(`programmes.field.${field}`)}</dt>
                      <dd>
                        <del>{value(old)}</del> → <ins>{value(after)}</ins>
                      </dd>
                    </div>
                  ))}
                </dl>
              </Sheet>
            ))}
          </>
        ),
      })}
    </DetailPage>
  )
}
