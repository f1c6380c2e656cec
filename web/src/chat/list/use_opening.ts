import { nextTick } from 'vue'
import type { Virtualizer } from '@tanstack/vue-virtual'
import type { ComputedRef, ShallowRef } from 'vue'
import type { Row } from '@/message/rows'
import type { Thread } from '@/message/thread'

/** A row, and how far below the upper edge of the view it is to stand; null = the end of the list. */
type Place = { index: number; below: (height: number) => number } | null

/** Rounds of drawing and measuring after which a list is shown as it is. */
const kMostRounds = 5
/** Room above the first row. Less than any guess of a height, or a tall row put above pushes down. */
export const kTopPx = 36
export const kBottomPx = 16
/** The size of the list shown last: what a new one is drawn for before it stands on the page. */
let lastSize = { width: 0, height: 0 }

interface OpeningOptions {
  thread: Thread
  scroller: ShallowRef<HTMLElement | undefined>
  rows: ComputedRef<readonly Row[]>
  virtualizer: () => Virtualizer<HTMLElement, Element>
  /** As far as it is known before the row is drawn. */
  heightOf: (index: number) => number
}

/** Draws a list where it is to be opened, so that no row is drawn that nobody sees. */
export function useOpening(options: OpeningOptions) {
  const { thread, scroller, rows, virtualizer, heightOf } = options
  let wantsEnd = false

  /**
   * At the message jumped to; else at the end if it was asked for; else at the first unread one, at
   * one third of the height; else where the reader was; else at the end.
   */
  function place(): Place {
    const indexOf = (test: (row: Row) => boolean) => rows.value.findIndex(test)
    const third = (height: number) => height / 3
    const id = thread.target?.id
    const target = id ? indexOf((row) => 'id' in row && row.id === id) : -1
    if (target >= 0) return { index: target, below: third }
    if (wantsEnd) return null
    const line = indexOf((row) => row.kind === 'unread')
    if (line > 0 && thread.unreadAbove === 0) return { index: line, below: third }
    const back = thread.position
    const index = back ? indexOf((row) => row.key === back.key) : -1
    return back && index >= 0 ? { index, below: () => back.offset } : null
  }

  const size = () => {
    const view = scroller.value
    return view ? { width: view.clientWidth, height: view.clientHeight } : lastSize
  }

  /** The virtualizer's option `initialOffset`: by heights known or guessed. */
  function offset(): number {
    const at = place()
    const { height } = size()
    let top = kTopPx
    for (let i = 0; i < (at?.index ?? rows.value.length); i++) top += heightOf(i)
    return Math.max(0, at ? top - at.below(height) : top + kBottomPx - height)
  }

  /** Brings the drawn list to where it is to be opened; the rows seen there are on the page then. */
  async function open(): Promise<void> {
    const at = place()
    wantsEnd = false
    for (let round = 0; round < kMostRounds; round++) {
      aim(at)
      // What came into view by that, or by measuring, is drawn.
      await nextTick()
      if (isAt(at) && isCovered()) break
      if (round > 1) await new Promise(requestAnimationFrame)
    }
    lastSize = size()
  }

  function target(at: NonNullable<Place>, view: HTMLElement): number {
    const start = virtualizer().measurementsCache[at.index]?.start ?? 0
    const most = view.scrollHeight - view.clientHeight
    return Math.min(most, Math.max(0, start - at.below(view.clientHeight)))
  }
  function aim(at: Place): void {
    const view = scroller.value
    if (!view) return
    if (at) virtualizer().scrollToOffset(target(at, view))
    else virtualizer().scrollToEnd()
    // With the next frame the virtualizer would hear of it too; until then it would correct, for
    // rows that are measured, a position that is no more.
    view.dispatchEvent(new Event('scroll'))
  }
  function isAt(at: Place): boolean {
    const view = scroller.value
    if (!view) return true
    return Math.abs(view.scrollTop - (at ? target(at, view) : endOf(view))) <= 1
  }
  const endOf = (view: HTMLElement) => view.scrollHeight - view.clientHeight

  /** Whether every row in view is drawn. */
  function isCovered(): boolean {
    const view = scroller.value
    const items = virtualizer().getVirtualItems()
    const [first, last] = [items[0], items.at(-1)]
    if (!view || !first || !last) return false
    const isTop = first.index === 0 || first.start <= view.scrollTop
    const bottom = view.scrollTop + view.clientHeight
    return isTop && (last.index === rows.value.length - 1 || last.end >= bottom)
  }

  /** `topIndex`: the topmost row in view of a reader who is not at the end, else -1. */
  function keep(topIndex: number): void {
    const view = scroller.value
    const row = rows.value[topIndex]
    const item = virtualizer().measurementsCache[topIndex]
    thread.position =
      view && row && item ? { key: row.key, offset: item.start - view.scrollTop } : null
  }

  /** The list is about to be loaded anew: it is to be opened at its end. */
  const atEndNext = () => (wantsEnd = true)
  /** Px between the lower edge of the view and the end, by the page itself. */
  const left = () => (scroller.value ? endOf(scroller.value) - scroller.value.scrollTop : 0)

  return { offset, open, keep, atEndNext, left, rect: lastSize }
}
