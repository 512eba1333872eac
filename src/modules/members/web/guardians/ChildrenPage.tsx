import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { useErrorText } from '#platform/web/errors.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useSession } from '#platform/web/session.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty, Loaded } from '#platform/web/ui/states.tsx'
import { answerGuardianship, type Child, listChildren } from '../../contract.ts'
import '../members.css'
import './guardians.css'
import { ChildTag } from './tags.tsx'

/** The children whose guardian one is; those to confirm come first. */
export default function ChildrenPage() {
  const { t } = useTranslation()
  const read = useRead(listChildren, {})
  const rows = read.data?.rows ?? []
  const asked = rows.filter(child => child.standing === 'proposed')
  const others = rows.filter(child => child.standing !== 'proposed')
  const open = others.filter(child => child.standing === 'open').length
  const title =
    asked.length > 0
      ? t('members.children.title_confirm', { count: asked.length })
      : open > 0
        ? t('members.children.title', { count: open })
        : t('members.children.title_none')
  return (
    <>
      <PageHeader title={read.data ? title : t('members.children.name')} />
      <Loaded read={read}>
        {() => (
          <div className="stack">
            {rows.length === 0 && (
              <Empty
                title={t('members.children.empty')}
                text={t('members.children.empty_text')}
                action={<Link to="/claim">{t('members.children.use_code')}</Link>}
              />
            )}
            {asked.map(child => (
              <Question key={child.id} child={child} />
            ))}
            {others.length > 0 && (
              <Sheet title={t('members.children')}>
                <ul className="family-list">
                  {others.map(child => (
                    <ChildRow key={child.id} child={child} />
                  ))}
                </ul>
              </Sheet>
            )}
          </div>
        )}
      </Loaded>
    </>
  )
}

function ChildRow({ child }: { child: Child }) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  return (
    <li>
      <div className="family-who">
        <Link to={`/children/${child.studentId}`}>
          {child.name ?? t('members.children.unnamed', { school: name(child.organisation.name) })}
        </Link>
        <ChildTag standing={child.standing} />
      </div>
      <p className="caption">{[name(child.organisation.name), child.class].filter(Boolean).join(' · ')}</p>
      {child.standing === 'open' && child.until && (
        <p className="caption">{t('members.child.until', { day: day(child.until) })}</p>
      )}
    </li>
  )
}

/** "Is this your child?": only a yes opens anything, and a no reaches the school. */
function Question({ child }: { child: Child }) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const confirm = useConfirm()
  const notice = useNotice()
  const navigate = useNavigate()
  const textOf = useErrorText()
  const { refresh } = useSession()
  const answer = useCommand(answerGuardianship, ['information.'])
  const send = async (confirms: boolean) => {
    const { id, version, studentId } = child
    const refusal = {
      ...{ title: t('members.children.refuse_title'), text: t('members.children.refuse_text') },
      ...{ confirm: t('members.children.refuse'), grave: true },
    }
    if (!confirms && !(await confirm(refusal))) return
    try {
      await answer.run({ params: { id }, body: { confirms, version } })
    } catch {
      return
    }
    notice(t(confirms ? 'members.children.confirmed' : 'members.children.refused'))
    // A refusal may have ended the entry that was acted in.
    if (!confirms) await refresh()
    if (confirms) await navigate(`/children/${studentId}`)
  }
  const words = {
    name: child.name ?? '',
    school: name(child.organisation.name),
    relation: t(`members.relation.${child.relation}`),
  }
  return (
    <Sheet title={t('members.children.question', words)}>
      <p>{t('members.children.question_text', words)}</p>
      {child.until && <p className="caption">{t('members.child.until', { day: day(child.until) })}</p>}
      {answer.error !== null && (
        <p role="alert" className="attention">
          {textOf(answer.error)}
        </p>
      )}
      <div className="consent-choices">
        <Button type="primary" loading={answer.pending} onClick={() => void send(true)}>
          {t('members.children.confirm')}
        </Button>
        <Button disabled={answer.pending} onClick={() => void send(false)}>
          {t('members.children.refuse')}
        </Button>
      </div>
    </Sheet>
  )
}
