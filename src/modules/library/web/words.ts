import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import type { Use } from '../rules/licences.ts'

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB']

/** How sizes and uses are said in the reader's language. */
export function useLibraryWords() {
  const { t } = useTranslation()
  const { number } = useFormat()
  return {
    size(bytes: number): string {
      const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3))
      const value = bytes / 1000 ** step
      return `${number(Number(value.toFixed(value < 10 && step > 0 ? 1 : 0)))} ${UNITS[step]}`
    },
    uses: (uses: readonly Use[]) => uses.map(use => t(`library.use.${use}`)).join(t('library.comma')),
  }
}
