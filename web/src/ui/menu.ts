import { shallowRef } from 'vue'
import type { FunctionalComponent } from 'vue'

/** One menu for the whole page, opened at a point or below an element. MenuHost.vue draws it. */

export interface MenuItem {
  label: string
  icon?: FunctionalComponent
  /** Apart from the others, in the colour of danger. */
  danger?: boolean
  /** Why it cannot be chosen now; such an entry is shown, but off. */
  reason?: string
  checked?: boolean
  test?: string
  run(): void
}

export interface OpenMenu {
  items: readonly MenuItem[]
  x: number
  y: number
  label: string
  /** Gets the focus back. */
  from: HTMLElement | null
}

export const openedMenu = shallowRef<OpenMenu | null>(null)

/** `at`: the event of a pointer, or the element whose lower edge the menu hangs from. */
export function openMenu(
  label: string,
  items: readonly MenuItem[],
  at: MouseEvent | HTMLElement,
): void {
  const from =
    at instanceof HTMLElement
      ? at
      : ((at.currentTarget ?? document.activeElement) as HTMLElement | null)
  if (at instanceof HTMLElement || (at.clientX === 0 && at.clientY === 0)) {
    const box = from?.getBoundingClientRect() ?? new DOMRect()
    openedMenu.value = { items, label, from, x: box.left, y: box.bottom + 4 }
  } else {
    openedMenu.value = { items, label, from, x: at.clientX, y: at.clientY }
  }
}

const kLongPressMs = 500
const kMoveLimitPx = 10

/** Listeners for `v-on` that call `open` when a finger rests on the element. */
export function longPress(open: (event: PointerEvent) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let x = 0
  let y = 0
  const cancel = () => clearTimeout(timer)
  return {
    pointerdown(event: PointerEvent) {
      if (event.pointerType !== 'touch') return
      x = event.clientX
      y = event.clientY
      cancel()
      timer = setTimeout(() => open(event), kLongPressMs)
    },
    pointermove(event: PointerEvent) {
      if (Math.hypot(event.clientX - x, event.clientY - y) > kMoveLimitPx) cancel()
    },
    pointerup: cancel,
    pointercancel: cancel,
  }
}
