import { Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { setLanguage as showLanguage } from '#platform/web/i18n.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { getSession, setLanguage } from '../contract/session.ts'

/** The language of pages and letters. */
export function LettersSection() {
  const { t } = useTranslation()
  const read = useRead(getSession, {})
  const change = useCommand(setLanguage)
  return (
    <Sheet title={t('accounts.language.title')} note={t('accounts.language.note')}>
      <Loaded read={read} lines={1}>
        {({ person }) => (
          <Radio.Group
            aria-label={t('accounts.language.title')}
            value={person?.language}
            onChange={async event => {
              const language = event.target.value === 'en' ? 'en' : 'zh'
              await change.run({ body: { language } })
              await showLanguage(language)
            }}
            options={[
              { value: 'zh', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
          />
        )}
      </Loaded>
    </Sheet>
  )
}
