import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty, Loaded } from '#platform/web/ui/states.tsx'
import { type Learner, listMine } from '../contract.ts'
import { RecordView } from './RecordView.tsx'

/** One's own record, one's child's, or that of a learner of the school. */
export default function RecordPage() {
  const { id } = useParams()
  return id ? <RecordView id={id} /> : <OwnRecord />
}

function OwnRecord() {
  const { t } = useTranslation()
  const read = useRead(listMine, {})
  return (
    <Loaded read={read} lines={8}>
      {({ own, children }) => {
        if (own[0]) return <RecordView id={own[0].id} family={children} />
        if (children.length === 1 && children[0]) return <RecordView id={children[0].id} />
        return (
          <>
            <PageHeader title={t(children.length ? 'records.children.title' : 'records.none.title')} />
            {children.length ? (
              <Children learners={children} />
            ) : (
              <Empty
                title={t('records.none.empty')}
                text={t('records.none.text')}
                action={
                  <Link to="/claim">
                    <Button type="primary">{t('records.none.claim')}</Button>
                  </Link>
                }
              />
            )}
          </>
        )
      }}
    </Loaded>
  )
}

function Children({ learners }: { learners: readonly Learner[] }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  return (
    <Sheet title={t('records.children.sheet')}>
      <ul className="records-list">
        {learners.map(one => (
          <li key={one.id}>
            <Link to={`/people/${one.id}/record`}>{one.name}</Link>
            <span className="caption">{name(one.organisation.name)}</span>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
