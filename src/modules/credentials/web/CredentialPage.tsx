import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { addressOf } from '#platform/contract/client.ts'
import { api } from '#platform/web/api.ts'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Timeline } from '#platform/web/ui/Timeline.tsx'
import { downloadIssued, type FORMATS, getIssued, type IssuedOne, openIssued } from '../contract.ts'
import { keeps } from '../policy.ts'
import { Badge } from './Badge.tsx'
import { type Change, ChangeForm } from './ChangeForm.tsx'
import { ownOfIssued } from './own-picture.ts'
import { STATE_TONES } from './tones.ts'

/** One credential: what it stands for, what can be done with it, what has happened to it. */
export default function CredentialPage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const { id = '' } = useParams()
  const viewer = useViewer()
  const read = useRead(getIssued, { params: { id } })
  const own = read.data?.own === true
  useEffect(() => {
    // What lay on the desk about it is done by looking; that it could not be noted is nothing to trouble a reader with.
    if (own) void api(openIssued, { params: { id } }).catch(() => {})
  }, [own, id])
  return (
    <DetailPage read={read}>
      {one => {
        const kept = viewer !== null && keeps(viewer, one.owner)
        return {
          title: name(one.name),
          lead: t('credentials.one.given', { learner: one.learner, issuer: name(one.issuer) }),
          trail: [
            kept
              ? { to: '/credentials/issued', label: t('credentials.issued.title') }
              : { to: '/credentials', label: t('credentials.mine.title') },
          ],
          main: (
            <>
              <About one={one} />
              {one.state === 'prepared' ? (
                <Sheet>
                  <p>{t(one.ready ? 'credentials.one.prepared' : 'credentials.one.not_ready')}</p>
                </Sheet>
              ) : (
                <TakeAway one={one} />
              )}
              {one.steps.length > 0 && <History one={one} />}
            </>
          ),
          side: (
            <>
              <Sheet>
                <Badge
                  {...one}
                  own={ownOfIssued(one)}
                  name={name(one.name)}
                  organisation={name(one.issuer)}
                />
              </Sheet>
              {kept && one.state !== 'revoked' && (one.review !== null || one.state !== 'prepared') && (
                <Changes one={one} />
              )}
            </>
          ),
        }
      }}
    </DetailPage>
  )
}

function About({ one }: { one: IssuedOne }) {
  const { t } = useTranslation()
  const { name, day, instant } = useFormat()
  return (
    <Sheet
      title={t('credentials.one.facts')}
      aside={<StatusTag tone={STATE_TONES[one.state]}>{t(`credentials.state.${one.state}`)}</StatusTag>}
    >
      <FactList
        facts={[
          one.reason !== null && { label: t('credentials.one.reason'), value: one.reason },
          { label: t('credentials.field.kind'), value: t(`credentials.kind.${one.kind}`) },
          { label: t('credentials.field.level'), value: one.level },
          { label: t('credentials.field.awarded'), value: day(one.awardedOn) },
          { label: t('credentials.field.until'), value: one.validUntil && day(one.validUntil) },
          {
            label: t('credentials.one.outcome'),
            value: one.outcomeId && (
              <Link to={`/outcomes/${one.outcomeId}`}>{t('credentials.one.outcome_link')}</Link>
            ),
          },
          { label: t('credentials.field.delivered'), value: instant(one.deliverAt) },
          {
            label: t('credentials.field.description'),
            value: <span className="kept-lines">{name(one.description)}</span>,
          },
          {
            label: t('credentials.field.criteria'),
            value: <span className="kept-lines">{name(one.criteria)}</span>,
          },
        ]}
      />
    </Sheet>
  )
}

/** What most people want first. */
const TAKEN = [
  'pdf',
  'png',
  'svg',
  'zip',
  'json',
  'jwt',
] as const satisfies readonly (typeof FORMATS)[number][]

function TakeAway({ one }: { one: IssuedOne }) {
  const { t } = useTranslation()
  return (
    <>
      <Sheet title={t('credentials.one.share')} note={t('credentials.one.share_note')}>
        <p className="share-address">{one.address}</p>
        <Link to={`/verify/credential/${one.id}`}>{t('credentials.one.open')}</Link>
      </Sheet>
      <Sheet title={t('credentials.one.download')} note={t('credentials.one.download_note')}>
        <div className="format-list">
          {TAKEN.map(format => (
            <Button
              key={format}
              type={format === 'pdf' ? 'primary' : 'default'}
              href={addressOf(downloadIssued, { params: { id: one.id }, query: { format } })}
              download
            >
              {t(`credentials.one.format.${format}`)}
            </Button>
          ))}
        </div>
      </Sheet>
    </>
  )
}

const STEP_TONES = { suspended: 'uncertain', lifted: 'agreed', revoked: 'act', kept: 'agreed' } as const

function History({ one }: { one: IssuedOne }) {
  const { t } = useTranslation()
  return (
    <Sheet title={t('credentials.one.history')}>
      <Timeline
        moments={one.steps.map(step => ({
          ...{ id: step.id, at: step.at, tone: STEP_TONES[step.kind] },
          title: `${t(`credentials.step.${step.kind}`)} · ${step.by}`,
          detail: step.reason,
        }))}
      />
    </Sheet>
  )
}

function Changes({ one }: { one: IssuedOne }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<Change | null>(null)
  const suspended = one.reason !== null
  const delivered = one.state !== 'prepared'
  return (
    <Sheet {...(one.review && { title: t('credentials.review.title') })}>
      {one.review && <p>{t(`credentials.review.${one.review}`)}</p>}
      {!delivered && <p>{t('credentials.review.prepared')}</p>}
      <div className="tool-row">
        {one.review && <Button onClick={() => setOpen('keep')}>{t('credentials.act.keep')}</Button>}
        {delivered && (
          <>
            <Button onClick={() => setOpen(suspended ? 'lift' : 'suspend')}>
              {t(suspended ? 'credentials.act.lift' : 'credentials.act.suspend')}
            </Button>
            <Button danger onClick={() => setOpen('revoke')}>
              {t('credentials.act.revoke')}
            </Button>
          </>
        )}
      </div>
      <SideDrawer
        open={open !== null}
        title={open ? t(`credentials.act.${open}`) : ''}
        onClose={() => setOpen(null)}
      >
        {open && <ChangeForm one={one} change={open} onDone={() => setOpen(null)} />}
      </SideDrawer>
    </Sheet>
  )
}
