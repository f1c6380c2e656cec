import type { Frame } from '@/api/types'

/** Frames for parts of the page that are loaded when they are needed, such as those of the office. */
type Listener = (frame: Frame, body: Record<string, unknown>) => void

const listeners = new Set<Listener>()

/** Every frame from now on, `connected` after each break too; the answer ends it. */
export function overhear(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function passOn(frame: Frame, body: Record<string, unknown>): void {
  for (const listener of listeners) listener(frame, body)
}
