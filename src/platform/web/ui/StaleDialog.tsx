import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Dialog } from './Dialog.tsx'
import type { Labels } from './Form.tsx'

type Values = Record<string, unknown>
type Props = {
  open: boolean
  labels: Labels
  mine: Values
  theirs: Values
  onCancel: () => void
  onMine: () => void
  onTheirs: () => void
}

function at(values: Values, path: string): unknown {
  return path.split('.').reduce<unknown>((value, step) => (value as Values | undefined)?.[step], values)
}

function shown(value: unknown): string {
  if (value === undefined || value === null || value === '') return ''
  return Array.isArray(value)
    ? value.map(shown).join(', ')
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value)
}

/** Somebody else saved first: both versions field by field, and the choice between them. */
export function StaleDialog({ open, labels, mine, theirs, onCancel, onMine, onTheirs }: Props) {
  const { t } = useTranslation()
  const differing = [...labels]
    .map(([path, label]) => ({ path, label, mine: shown(at(mine, path)), theirs: shown(at(theirs, path)) }))
    .filter(row => row.mine !== row.theirs)
  return (
    <Dialog open={open} title={t('web.stale.title')} onClose={onCancel}>
      <p>{t(differing.length ? 'web.stale.text' : 'web.stale.same')}</p>
      {differing.length > 0 && (
        <div className="table-wrap">
          <table className="table plain">
            <thead>
              <tr>
                <th scope="col">{t('web.stale.field')}</th>
                <th scope="col">{t('web.stale.mine')}</th>
                <th scope="col">{t('web.stale.theirs')}</th>
              </tr>
            </thead>
            <tbody>
              {differing.map(row => (
                <tr key={row.path}>
                  <th scope="row">{row.label}</th>
                  <td data-title={t('web.stale.mine')}>{row.mine || t('web.stale.empty')}</td>
                  <td data-title={t('web.stale.theirs')}>{row.theirs || t('web.stale.empty')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className="dialog-actions">
        <Button onClick={onTheirs}>{t('web.stale.take_theirs')}</Button>
        <Button type="primary" onClick={onMine}>
          {t('web.stale.keep_mine')}
        </Button>
      </div>
    </Dialog>
  )
}
