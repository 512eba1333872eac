import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { may } from '#platform/contract/access.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { useAttempt } from '#platform/web/use-attempt.ts'
import { takeVersion } from '../contract/files.ts'
import { type Item, type ItemVersion, recallItem, trashItem } from '../contract/items.ts'
import { askToUse } from '../contract/requests.ts'
import { askToUse as asks, keepItem, takeItem } from '../policy.ts'
import { asksOf, type Use } from '../rules/licences.ts'
import { useLibraryWords } from './words.ts'

/** The one thing that comes next for whoever looks at it. */
export function ItemActions({ item, version }: { item: Item; version: ItemVersion | undefined }) {
  const { t } = useTranslation()
  const { day } = useFormat()
  const viewer = useViewer()
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  if (may(keepItem, viewer, item.facts)) {
    if (item.status === 'trashed') return null
    const first = !item.versions.some(one => one.files.length > 0)
    return (
      <Link to={`/library/${item.id}/${first || item.state === 'shared' ? 'files' : 'rights'}`}>
        <Button type="primary">
          {first
            ? t('library.bring_files')
            : t(item.state === 'shared' ? 'library.new_version' : 'library.share')}
        </Button>
      </Link>
    )
  }
  if (version?.publishedAt && may(takeItem, viewer, item.facts))
    return version.taken ? (
      <span className="caption">{t('library.taken_already')}</span>
    ) : (
      <>
        <Button type="primary" onClick={() => setOpen(true)}>
          {t('library.take')}
        </Button>
        <SideDrawer open={open} title={t('library.take')} onClose={close}>
          <TakeForm item={item} version={version} onDone={close} />
        </SideDrawer>
      </>
    )
  if (!may(asks, viewer, item.facts)) return null
  if (item.askedOn)
    return <span className="caption">{t('library.asked_on', { day: day(item.askedOn) })}</span>
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('library.ask')}
      </Button>
      <SideDrawer open={open} title={t('library.ask')} onClose={close}>
        <AskForm item={item} onDone={close} />
      </SideDrawer>
    </>
  )
}

type Part = { item: Item; onDone: () => void }

/** What the licence asks is read and accepted before anything is handed out. */
function TakeForm({ item, version, onDone }: Part & { version: ItemVersion }) {
  const { t } = useTranslation()
  const words = useLibraryWords()
  const notice = useNotice()
  const take = useCommand(takeVersion)
  return (
    <CommandForm<{ accepted?: boolean }>
      submit={t('library.take_confirm')}
      onSend={values =>
        take.run({
          params: { id: version.id },
          body: { licence: item.licence, accepted: (values.accepted ?? false) as true },
        })
      }
      onDone={() => {
        notice(t('library.took'))
        onDone()
      }}
    >
      <p>
        <strong>{t(`library.licence.${item.licence}`)}</strong>
      </p>
      {item.licenceText && <p className="library-lines">{item.licenceText}</p>}
      {asksOf(item.licence).map(ask => (
        <p key={ask}>{t(`library.ask.${ask}`)}</p>
      ))}
      <p>{t('library.uses_are', { uses: words.uses(item.uses) })}</p>
      <p className="caption">{t('library.receipt_text')}</p>
      <Field name="accepted" label={t('library.accept_label')} valuePropName="checked" required>
        <Checkbox>{t('library.accept')}</Checkbox>
      </Field>
    </CommandForm>
  )
}

function AskForm({ item, onDone }: Part) {
  const { t } = useTranslation()
  const { day } = useFormat()
  const notice = useNotice()
  const ask = useCommand(askToUse)
  let dueOn = ''
  return (
    <CommandForm<{ uses?: Use[]; purpose?: string }>
      submit={t('library.ask_send')}
      onSend={async values => {
        const body = { uses: values.uses ?? [], purpose: values.purpose?.trim() ?? '' }
        dueOn = (await ask.run({ params: { id: item.id }, body })).dueOn
      }}
      onDone={() => {
        notice(t('library.asked', { day: day(dueOn) }))
        onDone()
      }}
    >
      <Field name="uses" label={t('library.ask_uses')}>
        <Checkbox.Group options={item.uses.map(value => ({ value, label: t(`library.use.${value}`) }))} />
      </Field>
      <Field name="purpose" label={t('library.purpose')} hint={t('library.purpose_hint')} required>
        <Input.TextArea rows={4} maxLength={1000} />
      </Field>
    </CommandForm>
  )
}

/** What else its keepers may do. */
export function KeeperTools({ item }: { item: Item }) {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const notice = useNotice()
  const attempt = useAttempt()
  const trash = useCommand(trashItem)
  const [recalling, setRecalling] = useState(false)
  if (!may(keepItem, useViewer(), item.facts)) return null
  const trashed = item.status === 'trashed'
  const turn = async () => {
    const sure = { title: t('library.trash'), text: t('library.trash_text'), confirm: t('library.trash') }
    if (!trashed && !(await confirm(sure))) return
    const body = { trashed: !trashed, version: item.version }
    if (await attempt(() => trash.run({ params: { id: item.id }, body })))
      notice(t(trashed ? 'library.restored' : 'library.trash_done'))
  }
  return (
    <Sheet title={t('library.keep')}>
      <div className="library-actions">
        <Link to={`/library/${item.id}/edit`}>{t('library.edit')}</Link>
        <Link to={`/library/${item.id}/files`}>{t('library.files')}</Link>
        <Link to={`/library/${item.id}/rights`}>{t('library.rights')}</Link>
        {item.state === 'shared' ? (
          <Button onClick={() => setRecalling(true)}>{t('library.recall')}</Button>
        ) : (
          <Button loading={trash.pending} onClick={() => void turn()}>
            {t(trashed ? 'library.restore' : 'library.trash')}
          </Button>
        )}
      </div>
      <SideDrawer open={recalling} title={t('library.recall')} onClose={() => setRecalling(false)}>
        <RecallForm item={item} onDone={() => setRecalling(false)} />
      </SideDrawer>
    </Sheet>
  )
}

function RecallForm({ item, onDone }: Part) {
  const { t } = useTranslation()
  const notice = useNotice()
  const recall = useCommand(recallItem, ['information.'])
  let told = 0
  return (
    <CommandForm<{ reason?: string }>
      submit={t('library.recall')}
      onSend={async values => {
        const body = { reason: values.reason?.trim() ?? '', version: item.version }
        told = (await recall.run({ params: { id: item.id }, body })).told
      }}
      onDone={() => {
        notice(t('library.recall_done', { count: told }))
        onDone()
      }}
    >
      <p>{t('library.recall_text')}</p>
      <Field name="reason" label={t('library.recall_reason')} required>
        <Input.TextArea rows={3} maxLength={1000} />
      </Field>
    </CommandForm>
  )
}
