import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { useCommand } from '#platform/web/query.ts'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import { useAttempt } from '#platform/web/use-attempt.ts'
import { type Clause, moveClause } from '../../contract/clauses.ts'
import type { AgreementVersion } from '../../contract/versions.ts'
import { TEXT_CLAUSE } from '../../rules/vocabulary.ts'
import { ClauseText } from '../Clauses.tsx'
import type { ClauseEditor } from '../parts/clause-editor.ts'
import { ClauseForm } from './ClauseForm.tsx'
import { ProblemList } from './ProblemList.tsx'

type Props = { version: AgreementVersion; editors: readonly ClauseEditor[] }
type Open = { clause: Clause | null; kind: string }

/** The clauses of a draft: each can be changed, moved up or down, or taken out. */
export function ClauseList({ version, editors }: Props) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const [open, setOpen] = useState<Open | null>(null)
  const move = useCommand(moveClause)
  const attempt = useAttempt()
  const { clauses } = version
  const shift = (clause: Clause, by: number) =>
    void attempt(() => move.run({ params: { id: clause.id }, body: { to: clause.number + by } }))
  return (
    <Sheet title={t('agreements.clauses')} note={t('agreements.clauses_edit_note')}>
      {clauses.length === 0 && (
        <Empty title={t('agreements.no_clauses')} text={t('agreements.no_clauses_text')} />
      )}
      {clauses.map(clause => (
        <div key={clause.id} className="clause-edit">
          <ClauseText clause={clause} />
          <ProblemList problems={clause.problems} />
          <div className="clause-tools">
            <Button size="small" onClick={() => setOpen({ clause, kind: clause.kind })}>
              {t('agreements.clause_change', { number: clause.number })}
            </Button>
            <Button
              size="small"
              type="text"
              disabled={clause.number === 1 || move.pending}
              aria-label={t('agreements.clause_up', { title: name(clause.title) })}
              onClick={() => shift(clause, -1)}
            >
              ↑
            </Button>
            <Button
              size="small"
              type="text"
              disabled={clause.number === clauses.length || move.pending}
              aria-label={t('agreements.clause_down', { title: name(clause.title) })}
              onClick={() => shift(clause, 1)}
            >
              ↓
            </Button>
          </div>
        </div>
      ))}
      <div className="agreement-actions">
        <Button onClick={() => setOpen({ clause: null, kind: TEXT_CLAUSE })}>
          {t('agreements.clause_add')}
        </Button>
        {editors.map(({ kind, label }) => (
          <Button key={kind} onClick={() => setOpen({ clause: null, kind })}>
            {t('agreements.clause_add_kind', { kind: t(label) })}
          </Button>
        ))}
      </div>
      <SideDrawer
        open={open !== null}
        title={
          open?.clause
            ? t('agreements.clause_change', { number: open.clause.number })
            : t('agreements.clause_add')
        }
        onClose={() => setOpen(null)}
      >
        {open && (
          <ClauseForm
            version={version}
            clause={open.clause}
            kind={open.kind}
            editor={editors.find(one => one.kind === open.kind)}
            onDone={() => setOpen(null)}
          />
        )}
      </SideDrawer>
    </Sheet>
  )
}
