import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { getCharter } from '../../contract.ts'

const FIRST_CLAUSES = 3

/** The charter in force, by its first clauses. */
export function CharterSheet({ groupId }: { groupId: string }) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const read = useRead(getCharter, { params: { id: groupId }, query: {} })
  const shown = read.data?.shown
  return (
    <Sheet
      title={t('members.charter.title')}
      note={
        shown &&
        t(shown.number === read.data?.inForce ? 'members.charter.in_force' : 'members.charter.not_yet', {
          number: shown.number,
          day: day(shown.inForceFrom),
        })
      }
      aside={<Link to={`/groups/${groupId}/charter`}>{t('members.charter.read')}</Link>}
    >
      <Loaded read={read}>
        {charter =>
          charter.shown ? (
            <div className="charter-text">
              {name(charter.shown.text)
                .split('\n')
                .filter(line => line.trim())
                .slice(0, FIRST_CLAUSES + 1)
                .map(line => (
                  <p key={line}>{line}</p>
                ))}
            </div>
          ) : (
            <p className="caption">{t('members.charter.none')}</p>
          )
        }
      </Loaded>
    </Sheet>
  )
}
