import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Role } from '#platform/contract/access.ts'
import type { MessageKey } from '#platform/web/message-key.ts'
import { useViewer } from '#platform/web/session.ts'

type Action = { key: MessageKey; to: string }

const importing: Action = { key: 'house.home.action.import', to: '/people/import' }
const members: Action = { key: 'house.home.action.organisations', to: '/organisations' }

/** The one thing each role most often comes for. */
const ACTIONS: Record<Role, Action> = {
  school_admin: importing,
  company_hr: importing,
  association_staff: importing,
  teacher: { key: 'house.home.action.classes', to: '/classes' },
  secretariat: { key: 'house.home.action.add_member', to: '/organisations/new' },
  person: { key: 'house.home.action.account', to: '/claim' },
  student: { key: 'house.home.action.record', to: '/record' },
  guardian: { key: 'house.home.action.children', to: '/children' },
  mentor: members,
  expert: members,
  authority_observer: members,
  resident: members,
}

export function PrimaryAction() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const viewer = useViewer()
  if (!viewer) return null
  const { key, to } = ACTIONS[viewer.role]
  return (
    <Button
      type="primary"
      href={to}
      onClick={event => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        void navigate(to)
      }}
    >
      {t(key)}
    </Button>
  )
}
