import { Button, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#platform/web/query.ts'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { useAttempt } from '#platform/web/use-attempt.ts'
import { setStartFrame } from '../contract/films.ts'
import type { ItemFile } from '../contract/items.ts'
import { FIRST_FRAME } from '../rules/frames.ts'

/** Which number a film's first frame has, and for its keeper the way to say another. */
export function StartFrame({ file, keeps }: { file: ItemFile; keeps: boolean }) {
  const { t } = useTranslation()
  const save = useCommand(setStartFrame, ['library.'])
  const attempt = useAttempt()
  const notice = useNotice()
  const [typed, setTyped] = useState<number | null | undefined>()
  if (file.details?.of !== 'video') return null
  const byFile = file.details.timecode?.first ?? FIRST_FRAME
  const first = file.startFrame ?? byFile
  const send = async (startFrame: number | null) => {
    const body = { startFrame, seen: file.startFrame }
    if (!(await attempt(() => save.run({ params: { id: file.id }, body })))) return
    notice(t('library.film.first_kept'))
    setTyped(undefined)
  }
  if (typed === undefined)
    return (
      <p className="caption">
        {t('library.film.first_frame', { frame: first })}
        {keeps && (
          <Button type="link" size="small" onClick={() => setTyped(first)}>
            {t('library.film.change_first')}
          </Button>
        )}
      </p>
    )
  return (
    <form
      className="library-around"
      onSubmit={event => {
        event.preventDefault()
        void send(typed)
      }}
    >
      <InputNumber
        aria-label={t('library.film.first_label')}
        min={0}
        max={100_000_000}
        precision={0}
        value={typed}
        onChange={setTyped}
      />
      <Button htmlType="submit" loading={save.pending} disabled={typed === null}>
        {t('action.save')}
      </Button>
      {file.startFrame !== null && (
        <Button onClick={() => void send(null)}>{t('library.film.first_by_file')}</Button>
      )}
      <Button type="link" onClick={() => setTyped(undefined)}>
        {t('action.cancel')}
      </Button>
    </form>
  )
}
