import { nextTick, onBeforeUnmount, shallowRef, watch } from 'vue'
import type { ShallowRef } from 'vue'
import type { Thread } from '@/message/thread'

const kFlashMs = 2_000

interface PlacingOptions {
  thread: Thread
  /** There are rows, and an element to draw them in. */
  isDrawn: () => boolean
  /** Brings the drawn list to where it is to be opened. */
  open: () => Promise<void>
  placed: ShallowRef<boolean>
  atEnd: ShallowRef<boolean>
  /** A jump was asked for, or is over. */
  aimed(): void
  /** The list stands where it was to be brought. */
  settled(): void
}

/** When a list is brought to its place: once it is loaded, for a jump, and when it is opened anew. */
export function usePlacing(options: PlacingOptions) {
  const { thread, isDrawn, open, placed, atEnd, aimed, settled } = options
  /** The message that shines because it was jumped to; 0 = none. */
  const flashed = shallowRef(0)
  let timer: ReturnType<typeof setTimeout> | undefined
  onBeforeUnmount(() => clearTimeout(timer))

  watch(
    () => thread.loaded && isDrawn(),
    (ready) => {
      if (ready && !placed.value) void place()
      // Emptied, to be loaded anew: placed again when it is.
      if (!ready && placed.value && !thread.loaded) placed.value = false
    },
    { immediate: true, flush: 'post' },
  )
  watch(
    () => thread.target,
    (target) => {
      aimed()
      if (!target || !placed.value) return
      placed.value = false
      void place()
    },
    { flush: 'post' },
  )
  // Before the new rows are there, which would be followed.
  watch(
    () => thread.reopened,
    async () => {
      if (!placed.value || !atEnd.value) return
      await nextTick()
      placed.value = false
      void place()
    },
    { flush: 'sync' },
  )

  async function place(): Promise<void> {
    let target: typeof thread.target
    let reopened: number
    do {
      target = thread.target
      reopened = thread.reopened
      await nextTick()
      await open()
      // Another place may have been asked for meanwhile.
    } while (thread.target !== target || thread.reopened !== reopened)
    placed.value = true
    settled()
    if (target?.flash) flash(target.id)
  }

  function flash(messageId: number): void {
    clearTimeout(timer)
    flashed.value = messageId
    timer = setTimeout(() => (flashed.value = 0), kFlashMs)
  }

  return { flashed }
}
