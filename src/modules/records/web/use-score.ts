import { useTranslation } from 'react-i18next'
import type { RecordEntry } from '../contract.ts'

/** A score in the reader's words: 86, 45 / 50, 良, Good. */
export function useScore(): (score: RecordEntry['score']) => string {
  const { t } = useTranslation()
  return score => {
    if (!score) return ''
    if (score.scale === 'percent') return String(score.value)
    if (score.scale === 'points') return `${score.value} / ${score.max}`
    if (score.scale === 'pass') return t(score.passed ? 'records.grade.passed' : 'records.grade.failed')
    return t(`records.grade.${score.grade}`)
  }
}
