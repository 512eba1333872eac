import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { may } from '#platform/contract/access.ts'
import { today } from '#platform/contract/days.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { type Capability, listCapabilities, removeCapability } from '../../contract.ts'
import { changeCapability } from '../../policy.ts'
import { DIRECTIONS, isOpen } from '../../rules/capabilities.ts'
import { CapabilityForm } from './CapabilityForm.tsx'

/** What an organisation offers and looks for; its administrators keep it here. */
export function Capabilities({ organisationId }: { organisationId: string }) {
  const { t } = useTranslation()
  const keeps = may(changeCapability, useViewer(), { organisationId })
  const read = useRead(listCapabilities, { params: { id: organisationId } })
  const [open, setOpen] = useState<Capability | 'new' | null>(null)
  const close = () => setOpen(null)
  return (
    <Sheet
      title={t('members.capability.title')}
      aside={
        keeps && (
          <Button size="small" onClick={() => setOpen('new')}>
            {t('members.capability.add')}
          </Button>
        )
      }
    >
      <Loaded read={read}>
        {({ rows }) => {
          const shown = rows.filter(row => keeps || isOpen(row, today()))
          if (shown.length === 0)
            return (
              <p className="caption">
                {t(keeps ? 'members.capability.empty_own' : 'members.capability.empty')}
              </p>
            )
          return DIRECTIONS.map(direction => {
            const list = shown.filter(row => row.direction === direction)
            if (list.length === 0) return null
            return (
              <div key={direction} className="about-fields">
                <h3>{t(`members.capability.${direction}`)}</h3>
                <ul className="plain-list">
                  {list.map(row => (
                    <Entry key={row.id} capability={row} onChange={keeps ? () => setOpen(row) : undefined} />
                  ))}
                </ul>
              </div>
            )
          })
        }}
      </Loaded>
      <SideDrawer
        open={open !== null}
        title={t(open === 'new' ? 'members.capability.add' : 'members.capability.change')}
        onClose={close}
      >
        {open && (
          <CapabilityForm
            organisationId={organisationId}
            capability={open === 'new' ? null : open}
            onDone={close}
          />
        )}
      </SideDrawer>
    </Sheet>
  )
}

function Entry({ capability, onChange }: { capability: Capability; onChange?: () => void }) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const confirm = useConfirm()
  const remove = useCommand(removeCapability)
  const { id, direction, kind, title, note, validUntil, version } = capability
  const takeOff = async () => {
    const words = {
      title: t('members.capability.remove_title', { title: name(title) }),
      text: t('members.capability.remove_text'),
      confirm: t('members.capability.remove'),
    }
    if (await confirm(words)) await remove.run({ params: { id }, body: { version } })
  }
  const facet = direction === 'offered' ? 'offers' : 'seeks'
  return (
    <li>
      <span>
        <strong>{name(title)}</strong>{' '}
        <Link className="caption" to={`/organisations?${facet}=${kind}`}>
          {t(`members.capability.${kind}`)}
        </Link>
        {note && <span className="caption kept-lines block">{name(note)}</span>}
      </span>
      <span className="actions-row">
        {validUntil &&
          (isOpen(capability, today()) ? (
            <span className="caption">
              {t('members.capability.until', { day: day(validUntil, 'short') })}
            </span>
          ) : (
            <StatusTag tone="quiet">
              {t('members.capability.over', { day: day(validUntil, 'short') })}
            </StatusTag>
          ))}
        {onChange && (
          <>
            <Button size="small" onClick={onChange}>
              {t('members.capability.change')}
            </Button>
            <Button size="small" onClick={() => void takeOff()}>
              {t('members.capability.remove')}
            </Button>
          </>
        )}
      </span>
    </li>
  )
}
