import { onBeforeUnmount } from 'vue'
import type { ComponentPublicInstance } from 'vue'

const kSeenMs = 500
const kMostly = 0.6

/** Says which rows lay before the reader's eyes for a moment, each once. */
export function useSeen(saw: (id: number) => void) {
  const ids = new WeakMap<Element, number>()
  const timers = new Map<number, ReturnType<typeof setTimeout>>()
  const watched = new Map<number, Element>()

  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const id = ids.get(target)
        if (id === undefined) continue
        clearTimeout(timers.get(id))
        if (isIntersecting)
          timers.set(
            id,
            setTimeout(() => done(id), kSeenMs),
          )
      }
    },
    { threshold: kMostly },
  )
  function done(id: number): void {
    // A window in the background is not read: looked at again in a moment.
    if (!document.hasFocus()) {
      timers.set(
        id,
        setTimeout(() => done(id), kSeenMs),
      )
      return
    }
    forget(id)
    saw(id)
  }
  function forget(id: number): void {
    clearTimeout(timers.get(id))
    timers.delete(id)
    const element = watched.get(id)
    if (element) observer.unobserve(element)
    watched.delete(id)
  }
  /** For `ref` of a row. */
  function watch(id: number, row: unknown, wanted: boolean): void {
    const element = (row as ComponentPublicInstance | null)?.$el as Element | undefined
    if (!element || !wanted) return forget(id)
    if (watched.get(id) === element) return
    forget(id)
    ids.set(element, id)
    watched.set(id, element)
    observer.observe(element)
  }
  onBeforeUnmount(() => {
    observer.disconnect()
    for (const timer of timers.values()) clearTimeout(timer)
  })
  return { watch }
}
