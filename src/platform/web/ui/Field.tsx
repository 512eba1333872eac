import { Form as AntForm, type FormItemProps } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useLabels } from './Form.tsx'

type Props = Pick<FormItemProps, 'valuePropName' | 'getValueFromEvent' | 'dependencies' | 'rules'> & {
  /** As in the command's body: `name`, `['name', 'zh']`. */
  name: string | (string | number)[]
  label: string
  required?: boolean
  /** One line under the field, before anything is wrong. */
  hint?: ReactNode
  children: ReactNode
}

/** One labelled field. Its name is the path in the command's body, so that the server's problems find it. */
export function Field({ name, label, required, hint, rules = [], children, ...rest }: Props) {
  const { t } = useTranslation()
  const labels = useLabels()
  const key = [name].flat().join('.')
  useEffect(() => {
    labels.set(key, label)
    return () => void labels.delete(key)
  }, [labels, key, label])
  return (
    <AntForm.Item
      name={name}
      label={label}
      required={required}
      extra={hint}
      validateTrigger="onBlur"
      rules={[...(required ? [{ required: true, message: t('problem.required') }] : []), ...rules]}
      {...rest}
    >
      {children}
    </AntForm.Item>
  )
}
