import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { RequestError } from '#platform/contract/client.ts'
import { useRead } from '#platform/web/query.ts'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Empty, Loaded } from '#platform/web/ui/states.tsx'
import { verifyIssued } from '../contract.ts'
import { Verdict } from './Verdict.tsx'

/** Where the code on paper leads: what the credential is worth today. */
export default function VerifyIssuedPage() {
  const { t } = useTranslation()
  const { id = '' } = useParams()
  const read = useRead(verifyIssued, { params: { id } })
  const again = <Link to="/verify">{t('credentials.verify.again')}</Link>
  const missing = read.error instanceof RequestError && [400, 404].includes(read.error.status)
  return (
    <>
      <PageHeader title={t('credentials.verify.title')} action={again} />
      {missing ? (
        <Empty title={t('credentials.verify.missing')} text={t('credentials.verify.missing_text')} />
      ) : (
        <Loaded read={read}>
          {({ verdicts }) => (
            <div className="stack">
              {verdicts.map((verdict, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
                <Verdict key={i} verdict={verdict} />
              ))}
            </div>
          )}
        </Loaded>
      )}
    </>
  )
}
