import { shallowRef } from 'vue'
import { sayError } from './say'

/**
 * Does one thing at a time and says what fails; `attempt` resolves to whether it was done. `after`
 * is called with each end, good or bad.
 */
export function useAttempt(after?: () => void) {
  const busy = shallowRef(false)

  async function attempt(work: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    try {
      await work()
      return true
    } catch (error) {
      sayError(error)
      return false
    } finally {
      busy.value = false
      after?.()
    }
  }
  return { busy, attempt }
}
