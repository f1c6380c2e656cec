import { effect, shallowRef } from 'vue'
import type { ShallowRef } from 'vue'

/**
 * What `compute` gives, renewed at most every `everyMs`: after a rest with the task that changed
 * it, else when the time has passed. For what is drawn while changes pour in. Belongs to the scope
 * it is made in.
 */
export function paced<T>(compute: () => T, everyMs: number): Readonly<ShallowRef<T>> {
  const value = shallowRef() as ShallowRef<T>
  let due = 0
  let planned = false
  const renew = effect(() => void (value.value = compute()), { scheduler: plan })

  function plan(): void {
    if (planned) return
    planned = true
    const wait = due - performance.now()
    // Not within the change itself: others may belong to it.
    if (wait <= 0) queueMicrotask(run)
    else setTimeout(run, wait)
  }
  function run(): void {
    planned = false
    due = performance.now() + everyMs
    renew()
  }
  return value
}
