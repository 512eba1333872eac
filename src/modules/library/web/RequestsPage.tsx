import { Button, Input, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, usePaged } from '#platform/web/query.ts'
import { orNull } from '#platform/web/typed.ts'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { ListPage } from '#platform/web/ui/ListPage.tsx'
import { useListState } from '#platform/web/ui/list-state.ts'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import { answerRequest, listRequests, type UseRequest, withdrawRequest } from '../contract/requests.ts'
import './library.css'
import { useAttempt } from '#platform/web/use-attempt.ts'
import { REQUEST_TONES } from './values.ts'
import { useLibraryWords } from './words.ts'

const SHAPE = { facets: { way: ['out'] }, sorts: ['newest'] } as const

/** Who wants to use something of one's own, and what one's own organisation has asked for. */
export default function RequestsPage() {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const words = useLibraryWords()
  const list = useListState(SHAPE)
  const way = list.one('way') ?? 'in'
  const rows = usePaged(listRequests, { query: { way } })
  const [answering, setAnswering] = useState<UseRequest | null>(null)
  return (
    <>
      <ListPage
        title={t(`library.requests_${way}`)}
        lead={t('library.requests_lead')}
        list={list}
        rows={rows}
        searchLabel={false}
        facets={[
          {
            name: 'way',
            label: t('library.way'),
            single: true,
            options: SHAPE.facets.way.map(value => ({ value, label: t('library.way_out') })),
          },
        ]}
        columns={[
          {
            key: 'title',
            title: t('library.column.title'),
            render: row =>
              row.title ? <Link to={`/library/${row.itemId}`}>{name(row.title)}</Link> : t('library.gone'),
          },
          {
            key: 'who',
            title: t(way === 'in' ? 'library.asker' : 'library.column.owner'),
            render: row =>
              way === 'in'
                ? `${name(row.organisation.name)} ${row.byName}`
                : `${name(row.owner.name)}${row.answeredBy ? ` ${row.answeredBy}` : ''}`,
          },
          {
            key: 'purpose',
            title: t('library.purpose'),
            render: row => (
              <>
                {words.uses(row.uses)}
                <p className="caption">{row.purpose}</p>
                {row.answer && <p className="caption">{t('library.answer_was', { answer: row.answer })}</p>}
              </>
            ),
          },
          {
            key: 'state',
            title: t('library.column.status'),
            render: row => (
              <>
                <StatusTag tone={REQUEST_TONES[row.state]}>{t(`library.request.${row.state}`)}</StatusTag>
                {row.state === 'asked' && (
                  <p className="caption">{t('library.due', { day: day(row.dueOn) })}</p>
                )}
                {row.untilDate && (
                  <p className="caption">{t('library.until', { day: day(row.untilDate) })}</p>
                )}
              </>
            ),
          },
        ]}
        rowKey={row => row.id}
        rowAction={row => <Act row={row} onAnswer={() => setAnswering(row)} />}
        empty={<Empty title={t(`library.requests_empty_${way}`)} text={t('library.requests_empty_text')} />}
      />
      <SideDrawer open={answering !== null} title={t('library.answer')} onClose={() => setAnswering(null)}>
        {answering && <AnswerForm request={answering} onDone={() => setAnswering(null)} />}
      </SideDrawer>
    </>
  )
}

function Act({ row, onAnswer }: { row: UseRequest; onAnswer: () => void }) {
  const { t } = useTranslation()
  const attempt = useAttempt()
  const withdraw = useCommand(withdrawRequest, ['information.'])
  if (row.mayAnswer) return <Button onClick={onAnswer}>{t('library.answer')}</Button>
  if (!row.mayWithdraw) return null
  return (
    <Button
      loading={withdraw.pending}
      onClick={() =>
        void attempt(() => withdraw.run({ params: { id: row.id }, body: { version: row.version } }))
      }
    >
      {t('library.withdraw')}
    </Button>
  )
}

type Answer = { granted?: boolean; answer?: string; untilDate?: string }

function AnswerForm({ request, onDone }: { request: UseRequest; onDone: () => void }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const words = useLibraryWords()
  const notice = useNotice()
  const answer = useCommand(answerRequest, ['information.'])
  return (
    <CommandForm<Answer>
      submit={t('library.answer')}
      onSend={values =>
        answer.run({
          params: { id: request.id },
          body: {
            ...{ granted: values.granted ?? false, answer: values.answer?.trim() ?? '' },
            ...{ untilDate: orNull(values.untilDate), version: request.version },
          },
        })
      }
      onDone={() => {
        notice(t('library.answered'))
        onDone()
      }}
    >
      <p>
        {t('library.asks_for', {
          organisation: name(request.organisation.name),
          name: request.byName,
          uses: words.uses(request.uses),
        })}
      </p>
      <p className="library-lines">{request.purpose}</p>
      <Field name="granted" label={t('library.decision')} required>
        <Radio.Group
          options={[
            { value: true, label: t('library.grant') },
            { value: false, label: t('library.refuse') },
          ]}
        />
      </Field>
      <Field name="untilDate" label={t('library.until_label')} hint={t('library.until_hint')}>
        <Input type="date" />
      </Field>
      <Field name="answer" label={t('library.answer_text')} required>
        <Input.TextArea rows={3} maxLength={1000} />
      </Field>
    </CommandForm>
  )
}
