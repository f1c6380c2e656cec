import { shallowRef } from 'vue'
import type { ComputedRef, ShallowRef } from 'vue'
import { useMessages } from '@/message/messages'
import type { Row } from '@/message/rows'
import type { Thread } from '@/message/thread'
import { kTopPx } from './use_opening'

/** More pages are asked for this many screens before the edge. */
const kAheadScreens = 1.5

interface EdgesOptions {
  thread: Thread
  scroller: ShallowRef<HTMLElement | undefined>
  rows: ComputedRef<readonly Row[]>
  /** Topmost visible row, so many px under the edge, or -1. */
  topIndex: (below: number) => number
}

/** What the edges of the view need: the next pages in time, and the day above the topmost row. */
export function useEdges({ thread, scroller, rows, topIndex }: EdgesOptions) {
  const messages = useMessages()
  /** Day of the topmost row, once its own line has left the view; 0 = none. */
  const day = shallowRef(0)

  /** The view moved, or what it shows. */
  function look(): void {
    const view = scroller.value
    if (!view) return
    const ahead = view.clientHeight * kAheadScreens
    if (view.scrollTop < ahead && !thread.olderError) void messages.loadOlder(thread.id)
    const below = view.scrollHeight - view.clientHeight - view.scrollTop
    if (thread.hasNewer && below < ahead && !thread.newerError) void messages.loadNewer(thread.id)
    day.value = dayAbove(view)
  }

  function dayAbove(view: HTMLElement): number {
    if (view.scrollTop <= kTopPx) return 0
    const index = topIndex(kTopPx)
    for (let i = index; i >= 0 && i < rows.value.length; i++) {
      const row = rows.value[i]!
      if (row.kind === 'day') return 0
      if ('at' in row) return new Date(row.at).setHours(0, 0, 0, 0)
    }
    return 0
  }

  return { day, look }
}
