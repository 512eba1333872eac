import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ItemFile } from '../contract/items.ts'

/** Of a zip: the way to what is inside, or why there is none. */
export function PackageLine({ file }: { file: ItemFile }) {
  const { t } = useTranslation()
  if (file.package === 'none') return null
  if (file.package === 'ready')
    return (
      <p>
        <Link to={`/library/packages/${file.id}`}>{t('library.package_open')}</Link>
      </p>
    )
  return (
    <p className="caption">
      {file.package === 'waiting'
        ? t('library.package_waiting')
        : `${t(`library.package_problem.${file.packageProblem as 'broken'}`)} ${t('library.package_failed_text')}`}
    </p>
  )
}
