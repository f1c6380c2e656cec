import { nextTick, onBeforeUnmount, onMounted, watch } from 'vue'
import type { ShallowRef } from 'vue'

interface FollowingOptions {
  scroller: ShallowRef<HTMLElement | undefined>
  isAtEnd: () => boolean
  /** How many own messages are on their way. */
  sending: () => number
  /** One more is. */
  sent(): void
  scrollToEnd(): void
}

/** Keeps the end in view when the view changes its size, and goes there with an own message. */
export function useFollowing(options: FollowingOptions) {
  const { scroller, isAtEnd, sending, sent, scrollToEnd } = options
  const resized = new ResizeObserver(() => {
    if (isAtEnd()) scrollToEnd()
  })
  onMounted(() => {
    if (scroller.value) resized.observe(scroller.value)
  })
  onBeforeUnmount(() => resized.disconnect())

  watch(sending, async (now, before) => {
    if (now <= before) return
    sent()
    await nextTick()
    scrollToEnd()
  })
}
