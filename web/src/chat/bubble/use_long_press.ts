/** A finger that rests: what the second mouse button is elsewhere. */
const kLongPressMs = 450
const kMovePx = 10

export function useLongPress(then: (event: MouseEvent) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let x = 0
  let y = 0
  const stop = () => clearTimeout(timer)
  return {
    pointerdown(event: PointerEvent) {
      stop()
      if (event.pointerType !== 'touch') return
      x = event.clientX
      y = event.clientY
      timer = setTimeout(() => {
        navigator.vibrate?.(10)
        then(event)
      }, kLongPressMs)
    },
    pointermove(event: PointerEvent) {
      if (Math.hypot(event.clientX - x, event.clientY - y) > kMovePx) stop()
    },
    pointerup: stop,
    pointercancel: stop,
    pointerleave: stop,
  }
}
