import { Button } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

export type Step = {
  key: string
  title: string
  content: ReactNode
  /** The word on the forward button; the last step names the deed. */
  next?: string
  /** Whether this step is complete enough to go on. */
  ready?: boolean
  /** Runs before going on; a refusal (thrown or `false`) keeps the reader here. */
  onNext?: () => Promise<unknown> | unknown
  /** No way back from here: the work has begun. */
  final?: boolean
}

type Props = { steps: readonly Step[]; at: number; onMove: (step: number) => void; busy?: boolean }

/** One question after the other. Ctrl+Enter goes on; focus moves to the heading of the step. */
export function Wizard({ steps, at, onMove, busy }: Props) {
  const { t } = useTranslation()
  const heading = useRef<HTMLHeadingElement>(null)
  const entered = useRef(at)
  useEffect(() => {
    if (entered.current !== at) heading.current?.focus()
    entered.current = at
  }, [at])
  const step = steps[at]
  if (!step) return null
  const blocked = step.ready === false || busy === true
  const forward = async () => {
    if (blocked) return
    if ((await step.onNext?.()) === false) return
    if (at < steps.length - 1) onMove(at + 1)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut; the button does the same
    <div
      className="wizard"
      onKeyDown={event => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void forward()
      }}
    >
      <ol className="wizard-steps">
        {steps.map((s, index) => (
          <li
            key={s.key}
            data-state={index < at ? 'done' : index === at ? 'now' : 'ahead'}
            aria-current={index === at ? 'step' : undefined}
          >
            {index < at && !step.final ? (
              <button type="button" onClick={() => onMove(index)}>
                {s.title}
              </button>
            ) : (
              <span>{s.title}</span>
            )}
          </li>
        ))}
      </ol>
      <section className="sheet">
        <p className="caption">{t('web.wizard.step', { step: at + 1, of: steps.length })}</p>
        <h2 ref={heading} tabIndex={-1}>
          {step.title}
        </h2>
        {step.content}
        {!step.final && (
          <div className="wizard-actions">
            {at > 0 && <Button onClick={() => onMove(at - 1)}>{t('web.wizard.previous')}</Button>}
            <Button
              type="primary"
              disabled={step.ready === false}
              loading={busy}
              onClick={() => void forward()}
            >
              {step.next ?? t('web.wizard.next')}
            </Button>
          </div>
        )}
      </section>
    </div>
  )
}
