import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '#platform/contract/client.ts'
import { useErrorText } from '#platform/web/errors.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import {
  type AskedStudent,
  type ConsentRequest,
  closeConsentRequest,
  exportConsents,
  getConsentRequest,
  noteAnswers,
  remindSigners,
} from '../../contract.ts'
import { isAgainst } from '../../rules/consents.ts'
import '../members.css'
import { usePageId } from '#platform/web/page-id.ts'
import { AskedTable } from './AskedTable.tsx'
import { EnterPaperForm } from './EnterPaperForm.tsx'
import './guardians.css'

/** One request of the school: who has signed, refused, withdrawn, and who is missing. */
export default function RequestPage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const [entering, setEntering] = useState<AskedStudent | null>(null)
  const read = useRead(getConsentRequest, { params: { id: usePageId() } })
  return (
    <DetailPage read={read}>
      {request => {
        const { students } = request
        const given = students.filter(one => one.state === 'given').length
        const missing = students.filter(one => one.state === 'waiting').length
        const words = { title: name(request.title), count: missing }
        return {
          title: request.closedOn
            ? t('members.request.heading_closed', words)
            : missing > 0
              ? t('members.request.heading_missing', words)
              : t('members.request.heading_done', words),
          lead: t('members.request.lead', { given, total: students.length, about: request.about.name }),
          trail: [{ to: '/consents/requests', label: t('members.request.list_name') }],
          action: <Actions request={request} missing={missing} />,
          main: (
            <>
              <Against request={request} />
              <Sheet
                title={t('members.request.answers')}
                aside={
                  <span className="family-actions">
                    <a href={addressOf(exportConsents, { params: { id: request.id }, query: {} })}>
                      {t('action.export_excel')}
                    </a>
                    <a
                      href={addressOf(exportConsents, {
                        params: { id: request.id },
                        query: { format: 'csv' },
                      })}
                    >
                      {t('action.export_csv')}
                    </a>
                  </span>
                }
              >
                <AskedTable students={students} onEnter={request.closedOn ? undefined : setEntering} />
              </Sheet>
              <SideDrawer
                open={entering !== null}
                title={t('members.request.paper_of', { name: entering?.student.name ?? '' })}
                onClose={() => setEntering(null)}
              >
                {entering && <EnterPaperForm asked={entering} onDone={() => setEntering(null)} />}
              </SideDrawer>
            </>
          ),
          side: <Facts request={request} />,
        }
      }}
    </DetailPage>
  )
}

function Actions({ request, missing }: { request: ConsentRequest; missing: number }) {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const notice = useNotice()
  const textOf = useErrorText()
  const remind = useCommand(remindSigners, ['information.'])
  const close = useCommand(closeConsentRequest, ['information.'])
  if (request.closedOn) return null
  const params = { id: request.id }
  const send = () =>
    remind.run({ params }).then(
      ({ reminded, added }) => notice(t('members.request.reminded', { reminded, added })),
      error => notice(textOf(error)),
    )
  const takeBack = async () => {
    const question = {
      ...{ title: t('members.request.close_title'), text: t('members.request.close_text') },
      ...{ confirm: t('members.request.close'), grave: true },
    }
    if (!(await confirm(question))) return
    await close.run({ params, body: { version: request.version } }).then(
      () => notice(t('members.request.closed')),
      error => notice(textOf(error)),
    )
  }
  return (
    <div className="actions-row">
      <Button onClick={() => void takeBack()} loading={close.pending}>
        {t('members.request.close')}
      </Button>
      <Button
        type="primary"
        onClick={() => void send()}
        loading={remind.pending}
        disabled={missing === 0 && request.about.kind === 'student'}
      >
        {t('members.request.remind')}
      </Button>
    </div>
  )
}

/** Who is against it, until the school has noted it. */
function Against({ request }: { request: ConsentRequest }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const noted = useCommand(noteAnswers, ['information.'])
  const against = request.students.filter(one => isAgainst(one.state))
  if (against.length === 0 || request.closedOn) return null
  const read = () =>
    noted.run({ params: { id: request.id } }).then(
      () => notice(t('members.child.noted')),
      () => {},
    )
  return (
    <Sheet
      title={t('members.request.against', { count: against.length })}
      aside={
        <Button onClick={() => void read()} loading={noted.pending}>
          {t('members.child.note')}
        </Button>
      }
    >
      <p>{t('members.request.against_text', { names: against.map(one => one.student.name).join('、') })}</p>
    </Sheet>
  )
}

function Facts({ request }: { request: ConsentRequest }) {
  const { t } = useTranslation()
  const { day, name } = useFormat()
  const rules = [
    t(request.needsAll ? 'members.request.needs_all_yes' : 'members.request.one_suffices'),
    request.alsoStudent && t('members.request.also_student_yes'),
    request.onPaper && t('members.request.on_paper_yes'),
  ]
  return (
    <Sheet title={t('members.facts')}>
      <FactList
        facts={[
          { label: t('members.consent.purpose'), value: t(`members.consent.purpose.${request.purpose}`) },
          { label: t('members.request.about'), value: request.about.name },
          {
            label: t('members.consent.asked_on'),
            value: day(request.askedOn),
            note: t('members.request.by', { name: request.by }),
          },
          { label: t('members.consent.answer_by'), value: request.answerBy && day(request.answerBy) },
          {
            label: t('members.consent.valid_until'),
            value: request.validUntil ? day(request.validUntil) : t('members.consent.until_withdrawn'),
          },
          { label: t('members.request.rules'), value: rules.filter(Boolean).join(' · ') },
          request.remindedOn !== null && {
            label: t('members.request.reminded_on'),
            value: day(request.remindedOn),
          },
        ]}
      />
      <h3>{t('members.consent.text')}</h3>
      <p className="consent-text">{name(request.text)}</p>
    </Sheet>
  )
}
