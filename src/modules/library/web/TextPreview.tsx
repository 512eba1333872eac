import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

/** How much of a text is shown: enough to tell what it is. */
const SHOWN_BYTES = 3000

/** The beginning of a text file. */
export function TextPreview({ address, size }: { address: string; size: number }) {
  const { t } = useTranslation()
  const { data } = useQuery({
    queryKey: ['library.text', address],
    queryFn: async ({ signal }) => {
      const answer = await fetch(address, { headers: { range: `bytes=0-${SHOWN_BYTES - 1}` }, signal })
      return answer.ok ? await answer.text() : null
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (!data) return null
  return (
    <>
      <pre className="library-text">{data}</pre>
      {size > SHOWN_BYTES && <p className="caption">{t('library.text_beginning')}</p>}
    </>
  )
}
