import { useErrorText } from '#platform/web/errors.ts'
import { useNotice } from '#platform/web/ui/Notice.tsx'

/** Takes a step that has no form to show its refusal, and says what the server said; true when it is done. */
export function useAttempt(): (step: () => Promise<unknown>) => Promise<boolean> {
  const notice = useNotice()
  const textOf = useErrorText()
  return async step => {
    try {
      await step()
      return true
    } catch (error) {
      notice(textOf(error))
      return false
    }
  }
}
