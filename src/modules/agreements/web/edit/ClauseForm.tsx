import { Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '#platform/web/api.ts'
import { useCommand } from '#platform/web/query.ts'
import { named, orNull } from '#platform/web/typed.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { useAttempt } from '#platform/web/use-attempt.ts'
import { type Clause, createClause, removeClause, updateClause } from '../../contract/clauses.ts'
import { type AgreementVersion, getVersion } from '../../contract/versions.ts'
import type { ClauseEditor } from '../parts/clause-editor.ts'

type Values = {
  title: { zh?: string; en?: string | null }
  text?: { zh?: string; en?: string | null }
  data?: unknown
}
type Props = {
  version: AgreementVersion
  clause: Clause | null
  kind: string
  /** The form of the clause's kind; none for text, and for a kind that this page does not know. */
  editor: ClauseEditor | undefined
  onDone: () => void
}

/** A clause of a draft in both languages, with the data of its kind where it has one. */
export function ClauseForm({ version, clause, kind, editor, onDone }: Props) {
  const { t } = useTranslation()
  const notice = useNotice()
  const confirm = useConfirm()
  const create = useCommand(createClause)
  const update = useCommand(updateClause)
  const remove = useCommand(removeClause)
  const attempt = useAttempt()
  let newest = clause?.version ?? 0
  const bodyOf = ({ title, text, data }: Values) => ({
    ...{ kind, title: named(title), data: editor ? data : (clause?.data ?? null) },
    text: { zh: text?.zh?.trim() ?? '', en: orNull(text?.en) },
  })
  const save = async (values: Values, seen: number) => {
    const { problems } = clause
      ? await update.run({ params: { id: clause.id }, body: { ...bodyOf(values), version: seen } })
      : await create.run({ params: { id: version.id }, body: bodyOf(values) })
    notice(
      problems.length ? t('agreements.saved_with_problems', { count: problems.length }) : t('web.form.saved'),
    )
  }
  const drop = async () => {
    if (!clause) return
    const word = t('agreements.clause_remove')
    if (
      !(await confirm({ title: word, text: t('agreements.clause_remove_text'), confirm: word, grave: true }))
    )
      return
    if (await attempt(() => remove.run({ params: { id: clause.id } }))) onDone()
  }
  return (
    <CommandForm<Values>
      initial={
        clause ? { title: clause.title, text: clause.text, data: clause.data } : { data: editor?.initial }
      }
      submit={clause ? t('action.save') : t('agreements.clause_add')}
      onSend={values => save(values, clause?.version ?? 0)}
      current={
        clause
          ? async () => {
              const fresh = await api(getVersion, { params: { id: version.id } })
              const now = fresh.clauses.find(one => one.id === clause.id) ?? clause
              newest = now.version
              return { title: now.title, text: now.text, data: now.data }
            }
          : undefined
      }
      onOverwrite={values => save(values, newest)}
      onDone={onDone}
      extra={
        clause && (
          <Button danger onClick={() => void drop()}>
            {t('agreements.clause_remove')}
          </Button>
        )
      }
    >
      <Field name={['title', 'zh']} label={t('agreements.clause_title_zh')} required>
        <Input maxLength={200} lang="zh" />
      </Field>
      <Field name={['title', 'en']} label={t('agreements.clause_title_en')}>
        <Input maxLength={200} lang="en" />
      </Field>
      {editor && (
        <Field name="data" label={t(editor.label)}>
          <editor.Editor problems={clause?.problems ?? []} versionId={version.id} />
        </Field>
      )}
      <Field name={['text', 'zh']} label={t('agreements.clause_text_zh')} hint={t('agreements.blank_hint')}>
        <Input.TextArea autoSize={{ minRows: 5, maxRows: 18 }} maxLength={8000} lang="zh" />
      </Field>
      <Field name={['text', 'en']} label={t('agreements.clause_text_en')}>
        <Input.TextArea autoSize={{ minRows: 5, maxRows: 18 }} maxLength={12000} lang="en" />
      </Field>
    </CommandForm>
  )
}
