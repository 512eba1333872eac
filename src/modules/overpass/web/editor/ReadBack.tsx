import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useDeferredValue, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inAudience } from '#platform/contract/access.ts'
import { api } from '#platform/web/api.ts'
import { useErrorText } from '#platform/web/errors.ts'
import { useCommand } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { checkBridge, tryOut } from '../../contract.ts'
import { tryBridge } from '../../policy.ts'
import type { Bridge } from '../../rules/bridge.ts'

type Draft = { partyIds: string[]; from: string | null; until: string | null }
const PAUSE = 400

/** The value as it was when nobody had changed it for a moment. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

/** The bridge read back in both languages while it is written, with what is wrong, and tried on past learners. */
export function ReadBack({ bridge, draft }: { bridge: Bridge; draft: Draft }) {
  const { t } = useTranslation()
  const settled = useDeferredValue(useSettled(JSON.stringify(bridge)))
  const check = useQuery({
    queryKey: [checkBridge.id, settled, draft],
    queryFn: () => api(checkBridge, { body: { bridge: JSON.parse(settled), ...draft } }),
    placeholderData: previous => previous,
  })
  if (!check.data) return null
  const { problems, sentences } = check.data
  return (
    <fieldset>
      <legend>{t('overpass.editor.read_back')}</legend>
      <div role="status">
        {problems.length === 0 ? (
          <p className="caption">{t('overpass.editor.no_problems')}</p>
        ) : (
          <ul className="overpass-list">
            {problems.map(({ at, code }) => (
              <li key={`${at} ${code}`} className="bridge-problem">
                <strong>
                  <Place at={at} />
                </strong>
                <span>{t(`overpass.problem.${code}`)}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
      {(['zh', 'en'] as const).map(language => (
        <ol key={language} lang={language} className="overpass-sentences">
          {sentences.map(({ part, text }) => (
            <li key={part}>{text[language]}</li>
          ))}
        </ol>
      ))}
      {problems.length === 0 && <TryOut bridge={bridge} />}
    </fieldset>
  )
}

const PLACES = ['to', 'from', 'entry', 'quota', 'intakes', 'months', 'documents', 'capTotal'] as const

/** The part of the form that a path such as `recognitions.2.courses.0` lies in. */
function Place({ at }: { at: string }) {
  const { t } = useTranslation()
  const [part = '', index] = at.split('.')
  if (part === 'recognitions' && index) return t('overpass.editor.rule', { number: Number(index) + 1 })
  const found = PLACES.find(one => one === part)
  return found ? t(`overpass.editor.at.${found}`) : t('overpass.editor.at.other')
}

function TryOut({ bridge }: { bridge: Bridge }) {
  const { t } = useTranslation()
  const viewer = useViewer()
  const notice = useNotice()
  const textOf = useErrorText()
  const run = useCommand(tryOut, [])
  const [found, setFound] = useState<{ of: string; text: string; rules: string[] } | null>(null)
  if (!inAudience(tryBridge, viewer)) return null
  const of = JSON.stringify(bridge)
  const shown = found?.of === of ? found : null
  const start = () =>
    run.run({ body: { bridge: bridge as unknown as Record<string, unknown> } }).then(
      ({ tried, entered, recognised, creditsMean, more, rules }) =>
        setFound({
          of,
          text: [
            t('overpass.try.entered', { entered, tried }),
            t('overpass.try.recognised', { recognised, credits: creditsMean }),
            more ? t('overpass.try.more') : '',
          ].join(' '),
          rules: rules.map(({ learners, credits }, i) =>
            t('overpass.try.rule', { number: i + 1, learners, credits }),
          ),
        }),
      error => notice(textOf(error)),
    )
  return (
    <div>
      <Button loading={run.pending} onClick={() => void start()}>
        {t('overpass.try.do')}
      </Button>
      <p role="status">{shown ? shown.text : t('overpass.try.note')}</p>
      {shown && (
        <ul className="overpass-list">
          {shown.rules.map(text => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
