import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may } from '#platform/contract/access.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import { addComment, answerComment } from '../contract/signing.ts'
import type { AgreementVersion, Comment } from '../contract/versions.ts'
import { commentVersion, editVersion } from '../policy.ts'
import { useTermWords } from './words.ts'

/** What the parties say of the text while it is with them, and what the drafter answers. */
export function Comments({ version }: { version: AgreementVersion }) {
  const { t } = useTranslation()
  const viewer = useViewer()
  const [writing, setWriting] = useState(false)
  const writes = version.state === 'review' && may(commentVersion, viewer, version.facts)
  if (!writes && version.comments.length === 0) return null
  const add = (
    <Button size="small" onClick={() => setWriting(true)}>
      {t('agreements.comment_add')}
    </Button>
  )
  return (
    <Sheet title={t('agreements.comments')} note={t('agreements.comments_note')} aside={writes && add}>
      {version.comments.length === 0 && (
        <Empty title={t('agreements.no_comments')} text={t('agreements.no_comments_text')} />
      )}
      <ul className="line-list">
        {version.comments.map(comment => (
          <CommentLine key={comment.id} version={version} comment={comment} />
        ))}
      </ul>
      <SideDrawer open={writing} title={t('agreements.comment_add')} onClose={() => setWriting(false)}>
        <CommentForm version={version} onDone={() => setWriting(false)} />
      </SideDrawer>
    </Sheet>
  )
}

function CommentLine({ version, comment }: { version: AgreementVersion; comment: Comment }) {
  const { t } = useTranslation()
  const { name, instant } = useFormat()
  const viewer = useViewer()
  const [answering, setAnswering] = useState(false)
  const open = version.state === 'draft' || version.state === 'review'
  const said = [
    comment.clauseNumber && t('agreements.on_clause', { number: comment.clauseNumber }),
    name(comment.organisation.name),
    comment.byName,
    instant(comment.at),
  ]
  return (
    <li>
      <div>
        <p className="caption">{said.filter(Boolean).join(' · ')}</p>
        <p className="kept-lines">{comment.text}</p>
        {comment.answer && (
          <div className="comment-answer">
            <p className="caption">
              {t('agreements.answered_by', {
                ...{ name: comment.answer.byName, at: instant(comment.answer.at) },
              })}
            </p>
            <p className="kept-lines">{comment.answer.text}</p>
          </div>
        )}
      </div>
      {!comment.answer && open && may(editVersion, viewer, version.facts) && (
        <Button size="small" onClick={() => setAnswering(true)}>
          {t('agreements.comment_answer')}
        </Button>
      )}
      <SideDrawer open={answering} title={t('agreements.comment_answer')} onClose={() => setAnswering(false)}>
        <AnswerForm comment={comment} onDone={() => setAnswering(false)} />
      </SideDrawer>
    </li>
  )
}

type Typed = { clauseId?: string; text?: string }

function CommentForm({ version, onDone }: { version: AgreementVersion; onDone: () => void }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const words = useTermWords()
  const add = useCommand(addComment, ['information.'])
  return (
    <CommandForm<Typed>
      submit={t('agreements.comment_send')}
      onSend={({ clauseId, text }) =>
        add.run({ params: { id: version.id }, body: { clauseId: clauseId ?? null, text: text ?? '' } })
      }
      onDone={onDone}
    >
      <Field name="clauseId" label={t('agreements.clause')} hint={t('agreements.clause_hint')}>
        <Select
          allowClear
          options={version.clauses.map(clause => ({
            ...{ value: clause.id, label: words.clause(clause.number, name(clause.title)) },
          }))}
        />
      </Field>
      <Field name="text" label={t('agreements.comment')} required>
        <Input.TextArea rows={5} maxLength={2000} />
      </Field>
    </CommandForm>
  )
}

function AnswerForm({ comment, onDone }: { comment: Comment; onDone: () => void }) {
  const { t } = useTranslation()
  const answer = useCommand(answerComment, ['information.'])
  return (
    <CommandForm<{ text?: string }>
      submit={t('agreements.comment_answer')}
      onSend={({ text }) => answer.run({ params: { id: comment.id }, body: { text: text ?? '' } })}
      onDone={onDone}
    >
      <blockquote className="kept-lines">{comment.text}</blockquote>
      <Field name="text" label={t('agreements.comment_answer')} required>
        <Input.TextArea rows={5} maxLength={2000} />
      </Field>
    </CommandForm>
  )
}
