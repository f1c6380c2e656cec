import { computed, shallowRef } from 'vue'
import { failureOf } from '@/i18n/errors'
import type { Failure } from '@/i18n/errors'
import { listState } from '@/ui/list_state'

/** A list that comes whole, read at once. One that cannot be read anew is shown no longer. */
export function useRows<Row>(ask: () => Promise<readonly Row[]>) {
  const rows = shallowRef<readonly Row[]>([])
  const known = shallowRef(false)
  const failure = shallowRef<Failure | null>(null)
  const state = computed(() => listState(rows.value.length, known.value, failure.value))

  async function load(): Promise<void> {
    try {
      rows.value = await ask()
      known.value = true
      failure.value = null
    } catch (error) {
      rows.value = []
      failure.value = failureOf(error)
    }
  }
  void load()
  return { rows, state, failure, load }
}
