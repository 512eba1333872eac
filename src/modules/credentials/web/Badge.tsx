import { useTranslation } from 'react-i18next'
import type { Kind } from '../rules/achievement.ts'
import { badgeSvg } from '../rules/badge-svg.ts'
import './credentials.css'

type Props = { kind: Kind; colour: string; name: string; organisation: string; small?: boolean }

/** The picture of a credential as it is signed into it. */
export function Badge({ small, ...picture }: Props) {
  const { t } = useTranslation()
  return (
    <img
      className={small ? 'badge-small' : 'badge'}
      src={`data:image/svg+xml,${encodeURIComponent(badgeSvg(picture))}`}
      alt={small ? '' : t('credentials.one.image', { name: picture.name })}
    />
  )
}
