import { onBeforeUnmount, shallowRef } from 'vue'
import { durationText } from '@/message/preview'

/** How long calls last, in words. */

/** The time, told every second while the component is there. */
export function useTicking() {
  const now = shallowRef(Date.now())
  const ticking = setInterval(() => (now.value = Date.now()), 1000)
  onBeforeUnmount(() => clearInterval(ticking))
  return now
}

/** `1:02:03` or `02:03`. */
export function lastedText(
  call: { phase: string; since: number | null; seconds: number },
  now: number,
): string {
  const running = Math.max(0, Math.floor((now - (call.since ?? now)) / 1000))
  const seconds = call.phase === 'over' ? call.seconds : running
  return durationText(seconds)
}
