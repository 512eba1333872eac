import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import type { Figures } from '../contract.ts'
import { type Point, radarPoints } from '../rules/summary.ts'

const AXES = 8
const RADIUS = 78
const RINGS = [0.25, 0.5, 0.75, 1]

const path = (points: readonly Point[]) => points.map(({ x, y }) => `${x * RADIUS},${y * RADIUS}`).join(' ')
const short = (text: string) =>
  Array.from(text).length > 9 ? `${Array.from(text).slice(0, 8).join('')}…` : text

/** The highest levels shown, as a radar where there are three or more, with the table it is drawn from behind it. */
export function Radar({ competencies }: { competencies: Figures['competencies'] }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const shown = competencies.slice(0, AXES)
  const rim = radarPoints(shown.map(() => 1))
  const table = (
    <DataTable
      label={t('records.radar.title')}
      columns={[
        { key: 'name', title: t('records.radar.competency'), render: row => name(row.name) },
        {
          ...{ key: 'level', title: t('records.radar.level'), align: 'end' as const },
          render: row => `${row.level} / ${row.levels}`,
        },
        {
          ...{ key: 'outcomes', title: t('records.radar.outcomes'), align: 'end' as const },
          render: row => row.outcomes,
        },
      ]}
      rows={competencies}
      rowKey={row => row.id ?? row.name.zh}
    />
  )
  if (shown.length < 3) return table
  return (
    <>
      <svg className="radar" viewBox="-150 -112 300 224" role="img" aria-label={t('records.radar.title')}>
        {RINGS.map(ring => (
          <polygon key={ring} className="radar-ring" points={path(radarPoints(shown.map(() => ring)))} />
        ))}
        {rim.map(({ x, y }, i) => (
          <g key={shown[i]?.id ?? shown[i]?.name.zh}>
            <line className="radar-ring" x2={x * RADIUS} y2={y * RADIUS} />
            <text
              className="radar-label"
              x={x * (RADIUS + 10)}
              y={y * (RADIUS + 12) + 4}
              textAnchor={Math.abs(x) < 0.2 ? 'middle' : x > 0 ? 'start' : 'end'}
            >
              {short(name(shown[i]?.name ?? { zh: '', en: null }))}
            </text>
          </g>
        ))}
        <polygon
          className="radar-area"
          points={path(radarPoints(shown.map(one => one.level / one.levels)))}
        />
      </svg>
      <details>
        <summary>{t('records.radar.table')}</summary>
        {table}
      </details>
    </>
  )
}
