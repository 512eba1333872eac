import { useTranslation } from 'react-i18next'
import type { Kind } from '../rules/achievement.ts'
import { cut, SIGNS, SIZE } from '../rules/badge-svg.ts'
import './credentials.css'

type Props = {
  kind: Kind
  colour: string
  name: string
  organisation: string
  small?: boolean
  /** The address of the design's own picture, where it has one. */
  own?: string | null
}
const VIEW = `0 0 ${SIZE} ${SIZE}`

/** The picture of a credential's design: its own, or the sign, drawn in the page so that its words have the page's fonts. */
export function Badge({ small, own, ...picture }: Props) {
  const { t } = useTranslation()
  const { name, organisation } = picture
  if (own)
    return (
      <img
        className={small ? 'badge-small' : 'badge'}
        src={own}
        alt={small ? '' : t('credentials.one.image', { name })}
        loading="lazy"
      />
    )
  if (small)
    return (
      <svg aria-hidden="true" className="badge-small" viewBox={VIEW}>
        <Sign {...picture} down={40} />
      </svg>
    )
  return (
    <svg role="img" className="badge" viewBox={VIEW}>
      <title>{t('credentials.one.image', { name })}</title>
      <Sign {...picture} down={0} />
      <g fill="#1d2023" textAnchor="middle" className="badge-words">
        <text x="200" y="302" fontSize="24">
          {cut(name, 13)}
        </text>
        <text x="200" y="336" fontSize="15">
          {cut(organisation, 18)}
        </text>
      </g>
    </svg>
  )
}

function Sign({ kind, colour, down }: Pick<Props, 'kind' | 'colour'> & { down: number }) {
  return (
    <>
      <circle cx="200" cy="200" r="196" fill="#fffefb" stroke={colour} strokeWidth="8" />
      <g transform={`translate(0 ${down})`}>
        <circle cx="200" cy="160" r="104" fill={colour} />
        {SIGNS[kind].map(points => (
          <polygon
            key={points.join()}
            fill="#fffefb"
            points={points.map(point => point.map(Math.round).join()).join(' ')}
          />
        ))}
      </g>
    </>
  )
}
