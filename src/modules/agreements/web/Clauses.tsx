import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { useLanguage } from '#platform/web/i18n.ts'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import type { Clause } from '../contract/clauses.ts'
import type { AgreementVersion } from '../contract/versions.ts'
import { useTermWords } from './words.ts'

/** The text, clause by clause; an address with `#clause-2` opens at that clause. */
export function Clauses({ version }: { version: AgreementVersion }) {
  const { t } = useTranslation()
  const { hash } = useLocation()
  useEffect(() => {
    if (/^#clause-\d+$/.test(hash)) document.getElementById(hash.slice(1))?.scrollIntoView()
  }, [hash])
  return (
    <Sheet title={t('agreements.clauses')} note={t('agreements.clauses_note')}>
      {version.clauses.length === 0 && (
        <Empty title={t('agreements.no_clauses')} text={t('agreements.no_clauses_text')} />
      )}
      {version.clauses.map(clause => (
        <ClauseText key={clause.id} clause={clause} />
      ))}
    </Sheet>
  )
}

export function ClauseText({ clause }: { clause: Clause }) {
  const words = useTermWords()
  const language = useLanguage()
  const other = language === 'zh' ? 'en' : 'zh'
  const title = (language === 'en' && clause.title.en) || clause.title.zh
  const own = (language === 'en' && clause.text.en) || clause.text.zh
  // Both languages were signed, so both can be read.
  const translated = clause.text[other] !== own ? clause.text[other] : null
  return (
    <section className="clause" id={`clause-${clause.number}`}>
      <h3>{words.clause(clause.number, title)}</h3>
      {own && <p className="kept-lines">{own}</p>}
      {clause.says[language].length > 0 && (
        <ul className="clause-says">
          {clause.says[language].map(sentence => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {translated && (
        <p className="kept-lines clause-other" lang={other}>
          {translated}
        </p>
      )}
    </section>
  )
}
