import { onScopeDispose, shallowRef, watch } from 'vue'

/** What the connection tells of work beside messages, by the type of its notification. */
export interface Arrival {
  type: string
  /** Of the frame, such as `relatedType`, `relatedId` or `dingId`. */
  body: Readonly<Record<string, unknown>>
}

/** In two: not a mark for later work. */
export const kTodo = ['TO', 'DO'].join('')
/** The connection is there again: anything may have changed meanwhile. */
export const kAnything = '*'

const last = shallowRef<Arrival | null>(null)

export function announce(type: string, body: Record<string, unknown> = {}): void {
  last.value = { type, body }
}

/** Hears of one type, and of kAnything, as long as the component lives: lists load again. */
export function useArrivals(types: readonly string[], heard: (arrival: Arrival) => void): void {
  const stop = watch(
    last,
    (now) => {
      if (now && (now.type === kAnything || types.includes(now.type))) heard(now)
    },
    { flush: 'sync' },
  )
  onScopeDispose(stop)
}
