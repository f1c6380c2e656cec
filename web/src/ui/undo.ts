import { shallowRef } from 'vue'

/** A line with "undo" for five seconds. UndoHost.vue draws it. */

interface Undoable {
  text: string
  /** Takes it back; the line goes away. */
  undo(): void
  /** The time is over, or the page closes (`closing`): now it is final. */
  commit?(closing: boolean): void
}

const kUndoForMs = 5_000
export const undoable = shallowRef<Undoable | null>(null)
let timer: ReturnType<typeof setTimeout> | undefined

/** Another one that was still open becomes final. */
export function offerUndo(next: Undoable): void {
  settleUndo()
  undoable.value = next
  timer = setTimeout(() => settleUndo(), kUndoForMs)
}

export function settleUndo(closing = false): void {
  clearTimeout(timer)
  const last = undoable.value
  undoable.value = null
  last?.commit?.(closing)
}

export function takeBack(): void {
  clearTimeout(timer)
  const last = undoable.value
  undoable.value = null
  last?.undo()
}

window.addEventListener('pagehide', () => settleUndo(true))
