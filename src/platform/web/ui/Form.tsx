import { Form as AntForm, Button, type FormInstance } from 'antd'
import { createContext, type ReactNode, useContext, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RequestError } from '../../contract/client.ts'
import { useErrorText } from '../errors.ts'
import { markFields } from './form-errors.ts'
import { useLeaveGuard } from './leave-guard.ts'
import { StaleDialog } from './StaleDialog.tsx'

type Values = Record<string, unknown>
export type Labels = Map<string, string>
export const LabelsContext = createContext<Labels>(new Map())
export const useLabels = () => useContext(LabelsContext)

type Props<V extends Values> = {
  initial?: Partial<V>
  /** Sends the command; its refusals are shown at the fields and above the button. */
  onSend: (values: V) => Promise<unknown>
  onDone?: () => void
  /** The word on the button: the deed. */
  submit: string
  /** Why nothing can be sent yet; it stands beside the button, which waits. */
  blocked?: string | undefined
  /** Reads what stands there now, after somebody else changed it. */
  current?: () => Promise<Partial<V>>
  /** Sends against the newest version, after the reader compared. Needed with `current`. */
  onOverwrite?: (values: V) => Promise<unknown>
  form?: FormInstance<V>
  /** The deed is not what the page is for: another button of it is the first. */
  second?: boolean
  /** Do not ask before leaving with unsaved changes (signing in, searching). */
  unguarded?: boolean
  extra?: ReactNode
  children: ReactNode
}

/** A form that sends one command: field errors where they belong, nothing typed is ever lost. */
export function CommandForm<V extends Values>(props: Props<V>) {
  const { t } = useTranslation()
  const textOf = useErrorText()
  const [own] = AntForm.useForm<V>()
  const form = props.form ?? own
  // Two forms of one page may have fields of one name; their ids must differ.
  const name = useId()
  const why = useId()
  const labels = useRef<Labels>(new Map())
  const [sending, setSending] = useState(false)
  const [problem, setProblem] = useState('')
  const [theirs, setTheirs] = useState<Partial<V> | null>(null)
  const guard = useLeaveGuard(!props.unguarded)

  const send = async (values: V, how = props.onSend) => {
    setSending(true)
    setProblem('')
    try {
      await how(values)
      guard.release()
      props.onDone?.()
    } catch (error) {
      if (error instanceof RequestError && error.code === 'stale' && props.current)
        setTheirs(await props.current().catch(() => null))
      const rest = markFields(form, error, t)
      const fields = error instanceof RequestError ? (error.body.fields?.length ?? 0) : 0
      setProblem(fields > rest.length ? t('web.form.problems', { count: fields }) : textOf(error))
    } finally {
      setSending(false)
    }
  }
  return (
    <LabelsContext value={labels.current}>
      <AntForm<V>
        form={form}
        name={name}
        layout="vertical"
        initialValues={props.initial as never}
        onFinish={values => void send(values)}
        onFinishFailed={({ errorFields }) =>
          setProblem(t('web.form.problems', { count: errorFields.length }))
        }
        onValuesChange={() => guard.hold()}
        className="form"
      >
        {props.children}
        <p role="alert" className="form-problem">
          {problem}
        </p>
        <div className="form-actions">
          <Button
            type={props.second ? 'default' : 'primary'}
            htmlType="submit"
            loading={sending}
            disabled={props.blocked !== undefined}
            aria-describedby={props.blocked && why}
          >
            {props.submit}
          </Button>
          {props.blocked && (
            <span id={why} className="caption">
              {props.blocked}
            </span>
          )}
          {props.extra}
        </div>
      </AntForm>
      <StaleDialog
        open={theirs !== null}
        labels={labels.current}
        mine={theirs ? (form.getFieldsValue(true) as Values) : {}}
        theirs={theirs ?? {}}
        onCancel={() => setTheirs(null)}
        onMine={() => {
          setTheirs(null)
          void send(form.getFieldsValue(true), props.onOverwrite ?? props.onSend)
        }}
        onTheirs={() => {
          form.setFieldsValue(theirs as never)
          setTheirs(null)
          setProblem('')
        }}
      />
    </LabelsContext>
  )
}
