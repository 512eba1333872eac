import { useTranslation } from 'react-i18next'
import type { Kind } from '../rules/achievement.ts'
import { cut, SIGNS, SIZE } from '../rules/badge-svg.ts'
import './credentials.css'

type Props = { kind: Kind; colour: string; name: string; organisation: string; small?: boolean }

/** The picture of a credential as it is signed into it, drawn in the page so that its words have the page's fonts. */
export function Badge({ kind, colour, name, organisation, small }: Props) {
  const { t } = useTranslation()
  const label = small
    ? { 'aria-hidden': true }
    : { role: 'img', 'aria-label': t('credentials.one.image', { name }) }
  return (
    <svg {...label} className={small ? 'badge-small' : 'badge'} viewBox={`0 0 ${SIZE} ${SIZE}`}>
      <circle cx="200" cy="200" r="196" fill="#fffefb" stroke={colour} strokeWidth="8" />
      <circle cx="200" cy={small ? 200 : 160} r="104" fill={colour} />
      <g fill="#fffefb" transform={small ? 'translate(0 40)' : undefined}>
        {SIGNS[kind].map(points => (
          <polygon key={points.join()} points={points.map(point => point.map(Math.round).join()).join(' ')} />
        ))}
      </g>
      {!small && (
        <g fill="#1d2023" textAnchor="middle" className="badge-words">
          <text x="200" y="302" fontSize="24">
            {cut(name, 13)}
          </text>
          <text x="200" y="336" fontSize="15">
            {cut(organisation, 18)}
          </text>
        </g>
      )}
    </svg>
  )
}
