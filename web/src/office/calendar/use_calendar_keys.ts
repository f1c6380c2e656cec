import { usePageKeys } from '../page_keys'
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
  usePageKeys((event) => {
    // Arrows move between radios.
    if ((event.target as HTMLElement).matches?.('input, [role=radio]')) return
    const view = kViewKeys[event.key.toLowerCase()]
    if (event.key === 'ArrowLeft') moves.previous()
    else if (event.key === 'ArrowRight') moves.next()
    else if (event.key.toLowerCase() === 't') moves.today()
    else if (event.key.toLowerCase() === 'n') moves.make()
    else if (view) moves.go(view)
    else return
    event.preventDefault()
  })
}
