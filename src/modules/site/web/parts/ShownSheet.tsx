import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { may } from '#platform/contract/access.ts'
import { useErrorText } from '#platform/web/errors.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { getShown, saveShown } from '../../contract.ts'
import { chooseShown } from '../../policy.ts'

/** For an organisation's own administrators: whether public sites show more than its name. */
export function ShownSheet({ organisationId }: { organisationId: string }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const textOf = useErrorText()
  const mine = may(chooseShown, useViewer(), { organisationId })
  const params = { id: organisationId }
  const { data, refetch } = useRead(getShown, { params }, { enabled: mine })
  const save = useCommand(saveShown)
  if (!mine || !data) return null
  const choose = async (nameOnly: boolean) => {
    try {
      await save.run({ params, body: { nameOnly, version: data.version } })
      notice(t('site.shown.saved'))
    } catch (error) {
      notice(textOf(error))
    }
    await refetch()
  }
  return (
    <Sheet title={t('site.shown.title')}>
      <div className="stack">
        <p className="caption">{t(data.nameOnly ? 'site.shown.name_only' : 'site.shown.full')}</p>
        <p>
          <Button loading={save.pending} onClick={() => void choose(!data.nameOnly)}>
            {t(data.nameOnly ? 'site.shown.show' : 'site.shown.hide')}
          </Button>
        </p>
      </div>
    </Sheet>
  )
}
