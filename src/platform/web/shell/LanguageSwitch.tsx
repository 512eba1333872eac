import { useTranslation } from 'react-i18next'
import { setLanguage, useLanguage } from '../i18n.ts'

/** One click to the other language, at once and without reload. */
export function LanguageSwitch() {
  const { t } = useTranslation()
  const other = useLanguage() === 'zh' ? 'en' : 'zh'
  return (
    <button
      type="button"
      className="quiet-button"
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      aria-label={`${t('web.language.other')} · ${t('web.language.switch')}`}
      onClick={() => void setLanguage(other)}
    >
      {t('web.language.other')}
    </button>
  )
}
