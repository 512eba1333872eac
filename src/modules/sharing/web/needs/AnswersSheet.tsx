import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { may } from '#platform/contract/access.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { declineAnswer, type Need } from '../../contract/needs.ts'
import { keepNeed } from '../../policy.ts'
import { ReasonForm } from '../ReasonForm.tsx'

/** What owners put forward; to an owner, what it put forward itself. */
export function AnswersSheet({ need }: { need: Need }) {
  const { t } = useTranslation()
  const { name, instant } = useFormat()
  const viewer = useViewer()
  const decline = useCommand(declineAnswer)
  const [declines, setDeclines] = useState<string | null>(null)
  const own = viewer?.organisationId === need.organisation.id
  const keeps = need.state === 'open' && may(keepNeed, viewer, need.facts)
  const chosen = need.answers.find(({ id }) => id === declines)
  if (need.answers.length === 0) return null
  return (
    <Sheet
      title={t(own ? 'sharing.needs.answers' : 'sharing.needs.answers_own')}
      note={own && t('sharing.needs.answers_note')}
    >
      <ul className="line-list">
        {need.answers.map(answer => (
          <li key={answer.id}>
            <div>
              <Link to={`/sharing/offers/${answer.offerId}`}>{name(answer.title)}</Link>
              <p className="caption">
                {name(answer.organisation.name)} · {instant(answer.createdAt)}
              </p>
              {answer.note && <p className="kept-lines">{answer.note}</p>}
              {answer.declined && (
                <p className="attention">{t('sharing.needs.declined', { reason: answer.declined })}</p>
              )}
            </div>
            {keeps && !answer.declined && (
              <span className="line-list-end">
                <Button onClick={() => setDeclines(answer.id)}>{t('sharing.needs.decline')}</Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      <SideDrawer
        open={chosen !== undefined}
        title={t('sharing.needs.decline')}
        onClose={() => setDeclines(null)}
      >
        <ReasonForm
          submit={t('sharing.needs.decline')}
          text={t('sharing.needs.decline_text')}
          onSend={reason =>
            decline.run({
              params: { id: need.id, answerId: chosen?.id ?? '' },
              body: { reason: reason ?? '', version: chosen?.version ?? 1 },
            })
          }
          onDone={() => setDeclines(null)}
        />
      </SideDrawer>
    </Sheet>
  )
}
