import { onBeforeUnmount, watch } from 'vue'
import type { ComputedRef, ShallowRef } from 'vue'
import type { Row } from '@/message/rows'
import { useAttention } from '@/session/attention'

/** What was on screen in a focused window for so long counts as read. */
const kSeenAfterMs = 500
/** So much of a row below the edge counts as seen. */
const kPeekPx = 40

interface Item {
  index: number
  start: number
  end: number
  size: number
}

interface SeenOptions {
  scroller: ShallowRef<HTMLElement | undefined>
  rows: ComputedRef<readonly Row[]>
  items: () => readonly Item[]
  ready: () => boolean
  newest: () => number
  /**
   * All messages from `first` to `last` were on screen; from `lowest` on, the reader went over them
   * without a jump.
   */
  seen(first: number, last: number, lowest: number): void
}

export function useSeen({ scroller, rows, items, ready, newest, seen }: SeenOptions) {
  const attention = useAttention()
  let timer: ReturnType<typeof setTimeout> | undefined
  let lowest = Infinity

  function watchSeen(): void {
    if (!ready() || !attention.attentive) return
    const top = firstVisibleId()
    if (top > 0) lowest = Math.min(lowest, top)
    if (timer !== undefined) return
    const from = lastVisibleId()
    timer = setTimeout(() => {
      timer = undefined
      // Only what was there at the beginning and still is at the end of the time.
      const now = lastVisibleId()
      const last = Math.min(from, now)
      if (last > 0 && attention.attentive) seen(firstVisibleId(), last, lowest)
      if (now > last) watchSeen()
    }, kSeenAfterMs)
  }
  watch([() => attention.attentive, newest], watchSeen)
  onBeforeUnmount(() => clearTimeout(timer))

  /** The list was brought to another place: what lies between was not gone over. */
  const jumped = () => (lowest = Infinity)

  function idAt(index: number): number {
    const row = rows.value[index]
    return row && 'id' in row && row.id !== null ? row.id : 0
  }
  /** Highest message id whose row begins above the lower edge. */
  function lastVisibleId(): number {
    const view = scroller.value
    if (!view) return 0
    const bottom = view.scrollTop + view.clientHeight
    const visible = items()
    for (let i = visible.length - 1; i >= 0; i--) {
      const item = visible[i]!
      const id = idAt(item.index)
      if (id > 0 && item.start + Math.min(item.size, kPeekPx) <= bottom) return id
    }
    return 0
  }
  function firstVisibleId(): number {
    const view = scroller.value
    if (!view) return 0
    const item = items().find((each) => each.end > view.scrollTop && idAt(each.index) > 0)
    return item ? idAt(item.index) : 0
  }
  /** Topmost visible row, `below` px under the edge, or -1. */
  function topIndex(below: number): number {
    const view = scroller.value
    if (!view) return -1
    return items().find((each) => each.end > view.scrollTop + below)?.index ?? -1
  }

  return { watchSeen, topIndex, jumped }
}
