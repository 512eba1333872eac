import { useTranslation } from 'react-i18next'
import type { LayersDetails } from '../contract/still-details.ts'
import { placed } from './values.ts'
import './still.css'

/** The layers of a picture from the top, as the program that made it lists them. */
export default function LayerTree({ details }: { details: LayersDetails }) {
  const { t } = useTranslation()
  const { layers, layerCount, bits } = details
  if (layerCount === 0) return <p className="caption">{t('library.layers.none')}</p>
  return (
    <details className="library-layers" open={layerCount <= 12}>
      <summary>{t('library.layers.count', { count: layerCount, bits })}</summary>
      <ul>
        {placed(layers).map(({ name, level, group, visible, width, height, at }) => (
          <li key={at} style={{ paddingInlineStart: `${Math.min(level, 8) * 1.2}em` }}>
            <span className="library-file-name">{name || t('library.model.unnamed')}</span>{' '}
            <span className="caption">
              {group ? t('library.layers.group') : `${width} × ${height}`}
              {!visible && ` · ${t('library.layers.hidden')}`}
            </span>
          </li>
        ))}
        {layerCount > layers.length && (
          <li className="caption">{t('library.model.more', { count: layerCount - layers.length })}</li>
        )}
      </ul>
    </details>
  )
}
