import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { useErrorText } from '#platform/web/errors.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Columns, Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Empty, Loaded } from '#platform/web/ui/states.tsx'
import { archiveTemplate, getIssuer, listTemplates, rotateKey, type Template } from '../contract.ts'
import { Badge } from './Badge.tsx'
import { ownOfTemplate } from './own-picture.ts'

/** The designs that the reader issues from, and in whose name they issue. */
export default function TemplatesPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const read = useRead(listTemplates, {})
  return (
    <>
      <PageHeader
        title={t('credentials.templates.title')}
        lead={t('credentials.templates.lead')}
        trail={[{ to: '/credentials/issued', label: t('credentials.issued.title') }]}
        action={
          <Button type="primary" onClick={() => void navigate('/credentials/templates/new')}>
            {t('credentials.templates.new')}
          </Button>
        }
      />
      <Columns
        main={
          <Loaded read={read}>
            {({ rows }) =>
              rows.length === 0 ? (
                <Empty
                  title={t('credentials.templates.empty')}
                  text={t('credentials.templates.empty_text')}
                  action={<Link to="/credentials/templates/new">{t('credentials.templates.new')}</Link>}
                />
              ) : (
                <Sheet>
                  <ul className="badge-list">
                    {rows.map(one => (
                      <Line key={one.id} template={one} />
                    ))}
                  </ul>
                </Sheet>
              )
            }
          </Loaded>
        }
        side={<IssuerSheet />}
      />
    </>
  )
}

function Line({ template: one }: { template: Template }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const textOf = useErrorText()
  const archive = useCommand(archiveTemplate)
  const change = () =>
    archive
      .run({ params: { id: one.id }, body: { archived: !one.archived, version: one.version } })
      .catch(() => {})
  return (
    <li>
      <Badge small {...one} own={ownOfTemplate(one)} name={name(one.name)} organisation="" />
      <div>
        <Link to={`/credentials/templates/${one.id}`}>{name(one.name)}</Link>
        <p className="caption">
          {[t(`credentials.kind.${one.kind}`), t('credentials.templates.issued', { count: one.issued })].join(
            ' · ',
          )}
        </p>
        {archive.error !== null && (
          <p role="alert" className="attention">
            {textOf(archive.error)}
          </p>
        )}
      </div>
      {one.archived && <StatusTag tone="quiet">{t('credentials.templates.archived')}</StatusTag>}
      <Button size="small" loading={archive.pending} onClick={() => void change()}>
        {t(one.archived ? 'credentials.templates.restore' : 'credentials.templates.archive')}
      </Button>
    </li>
  )
}

function IssuerSheet() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const confirm = useConfirm()
  const notice = useNotice()
  const issuer = useRead(getIssuer, {}).data?.issuer
  const rotate = useCommand(rotateKey)
  const ask = async () => {
    const sure = await confirm({
      title: t('credentials.issuer.rotate_title'),
      text: t('credentials.issuer.rotate_text'),
      confirm: t('credentials.issuer.rotate'),
      grave: true,
    })
    if (!sure) return
    await rotate.run({}).then(
      () => notice(t('credentials.issuer.rotated')),
      () => {},
    )
  }
  return (
    <Sheet title={t('credentials.issuer.title')}>
      {issuer ? (
        <>
          <FactList
            facts={[
              { label: t('credentials.field.issuer'), value: name(issuer.name) },
              {
                label: t('credentials.issuer.did'),
                value: <span className="identifier">{issuer.did}</span>,
                note: t('credentials.issuer.keys', { count: issuer.keys.length }),
              },
            ]}
          />
          <Button loading={rotate.pending} onClick={() => void ask()}>
            {t('credentials.issuer.rotate')}
          </Button>
        </>
      ) : (
        <p>{t('credentials.issuer.none')}</p>
      )}
    </Sheet>
  )
}
