import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '#platform/web/errors.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, usePaged } from '#platform/web/query.ts'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { addComment, listComments, removeComment } from '../contract/notice-parts.ts'
import type { OneNotice } from '../contract/notices.ts'

/** What was said below a notice, and a field for saying something. */
export function CommentsSheet({ notice }: { notice: OneNotice }) {
  const { t } = useTranslation()
  const { instant } = useFormat()
  const say = useNotice()
  const textOf = useErrorText()
  const list = usePaged(listComments, { params: { id: notice.id } })
  const remove = useCommand(removeComment)
  if (!notice.comments && list.rows.length === 0) return null
  return (
    <Sheet title={t('information.notices.comments')}>
      {list.rows.length === 0 && !list.isLoading && (
        <p className="caption">{t('information.notices.comments.none')}</p>
      )}
      <ul className="notice-comments">
        {list.rows.map(row => (
          <li key={row.id}>
            <div className="comment-head">
              <span className="caption">
                {row.author} · {t(`role.${row.role}`)} · {instant(row.at)}
              </span>
              {row.mayRemove && (
                <Button
                  type="text"
                  size="small"
                  onClick={() =>
                    void remove
                      .run({ params: { id: notice.id, commentId: row.id } })
                      .catch(error => say(textOf(error)))
                  }
                >
                  {t('information.notices.comments.remove')}
                </Button>
              )}
            </div>
            {row.text === null ? (
              <p className="caption">
                {t(`information.notices.comments.removed_${row.removedBy ?? 'keeper'}`)}
              </p>
            ) : (
              <p className="comment-text">{row.text}</p>
            )}
          </li>
        ))}
      </ul>
      {list.hasMore && <Button onClick={list.more}>{t('action.more')}</Button>}
      {notice.mayComment && <Say notice={notice} />}
    </Sheet>
  )
}

function Say({ notice }: { notice: OneNotice }) {
  const { t } = useTranslation()
  const textOf = useErrorText()
  const [text, setText] = useState('')
  const add = useCommand(addComment)
  const send = async () => {
    try {
      await add.run({ params: { id: notice.id }, body: { text } })
      setText('')
    } catch {
      // Shown below; what was typed stays.
    }
  }
  return (
    <div className="stack">
      <Input.TextArea
        aria-label={t('information.notices.comments.say')}
        placeholder={t('information.notices.comments.say')}
        rows={3}
        maxLength={2000}
        value={text}
        onChange={event => setText(event.target.value)}
      />
      {add.error !== null && (
        <p role="alert" className="attention">
          {textOf(add.error)}
        </p>
      )}
      <div>
        <Button disabled={!text.trim()} loading={add.pending} onClick={() => void send()}>
          {t('information.notices.comments.send')}
        </Button>
      </div>
    </div>
  )
}
