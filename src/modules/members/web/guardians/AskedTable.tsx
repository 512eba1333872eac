import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { addressOf } from '#platform/contract/client.ts'
import { useFormat } from '#platform/web/format.ts'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import { type AskedStudent, getFamilyDocument, type Signer } from '../../contract.ts'
import { isOver } from '../../rules/consents.ts'
import { ConsentTag } from './tags.tsx'

type Props = { students: readonly AskedStudent[]; onEnter?: (asked: AskedStudent) => void }

/** Every student a request concerns, with who has answered what and who is still missing. */
export function AskedTable({ students, onEnter }: Props) {
  const { t } = useTranslation()
  return (
    <DataTable
      label={t('members.request.answers')}
      rows={students}
      rowKey={row => row.id}
      rowLink={row => `/people/${row.student.id}`}
      columns={[
        { key: 'name', title: t('members.field.person'), render: row => row.student.name },
        {
          key: 'state',
          title: t('members.consent.column.state'),
          render: row => <ConsentTag state={row.state} />,
        },
        {
          key: 'signers',
          title: t('members.consent.signatures'),
          render: row =>
            row.signers.length === 0 ? (
              <span className="caption">
                {t(row.age === 'unknown' ? 'members.request.no_birth_date' : 'members.request.no_signer')}
              </span>
            ) : (
              row.signers.map(one => <SignerLine key={one.guardianshipId ?? 'student'} signer={one} />)
            ),
        },
      ]}
      rowAction={
        onEnter &&
        (row =>
          !isOver(row.state) &&
          row.signers.some(one => one.open) && (
            <Button type="text" onClick={() => onEnter(row)}>
              {t('members.request.enter_paper')}
              <span className="visually-hidden"> {row.student.name}</span>
            </Button>
          ))
      }
    />
  )
}

function SignerLine({ signer }: { signer: Signer }) {
  const { t } = useTranslation()
  const { day } = useFormat()
  const { document } = signer
  const answer = signer.answer ?? 'none'
  return (
    <div>
      {signer.name}{' '}
      <span className="caption">
        {t(signer.relation ? `members.relation.${signer.relation}` : 'members.consent.capacity.student')}
        {' · '}
        {t(`members.consent.answer.${answer}`)}
        {signer.day && ` · ${day(signer.day, 'short')}`}
        {!signer.open && ` · ${t('members.request.former')}`}
        {signer.enteredBy && ` · ${t('members.consent.entered_by', { name: signer.enteredBy })}`}
        {signer.note && ` · ${signer.note}`}
      </span>{' '}
      {document && (
        <a href={addressOf(getFamilyDocument, { params: { id: document.id } })}>{document.name}</a>
      )}
    </div>
  )
}
