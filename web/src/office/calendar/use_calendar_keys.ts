import { onBeforeUnmount, onMounted } from 'vue'
import type { View } from './use_calendar'

interface Moves {
  today: () => void
  previous: () => void
  next: () => void
  go: (view: View) => void
  make: () => void
}

const kViewKeys: Record<string, View> = { m: 'month', w: 'week', d: 'day', l: 'list' }

/** Single letters, but not while something is typed, asked or chosen. */
export function useCalendarKeys(moves: Moves): void {
  function key(event: KeyboardEvent): void {
    if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const target = event.target as HTMLElement
    if (target.matches?.('input, textarea, select, [contenteditable=true], [role=radio]')) return
    if (document.querySelector('.el-overlay, [data-floating]')?.checkVisibility()) return
    const view = kViewKeys[event.key.toLowerCase()]
    if (event.key === 'ArrowLeft') moves.previous()
    else if (event.key === 'ArrowRight') moves.next()
    else if (event.key.toLowerCase() === 't') moves.today()
    else if (event.key.toLowerCase() === 'n') moves.make()
    else if (view) moves.go(view)
    else return
    event.preventDefault()
  }
  onMounted(() => window.addEventListener('keydown', key))
  onBeforeUnmount(() => window.removeEventListener('keydown', key))
}
