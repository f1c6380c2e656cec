import { shallowRef } from 'vue'
import { kWhole, swipeOf, zoomAt } from './zoom'
import type { Swipe, View } from './zoom'

const kStep = 1.25
const kDoubleTapZoom = 2.5
const kTapPx = 6

interface Point {
  x: number
  y: number
}

/**
 * Zoom and place of the picture `image()`, moved by wheel, mouse and fingers: the wheel and two
 * fingers zoom at the place where they are, one finger moves what is larger than the window and
 * swipes what is not.
 */
export function usePictureView(
  image: () => HTMLElement | undefined,
  swiped: (to: Exclude<Swipe, null>) => void,
) {
  const view = shallowRef<View>(kWhole)
  const fingers = new Map<number, Point>()
  let from: Point | null = null
  let moved = false

  /** A point of the screen, counted from where the middle of the picture lies unmoved. */
  function fromMiddle(point: Point): Point {
    const box = image()?.getBoundingClientRect()
    if (!box) return { x: 0, y: 0 }
    return {
      x: point.x - (box.x + box.width / 2 - view.value.x),
      y: point.y - (box.y + box.height / 2 - view.value.y),
    }
  }
  function scale(by: number, at?: Point) {
    const point = at ? fromMiddle(at) : { x: 0, y: 0 }
    view.value = zoomAt(view.value, by, point.x, point.y)
  }
  const at = (event: PointerEvent | MouseEvent): Point => ({ x: event.clientX, y: event.clientY })
  const larger = () => scale(kStep)
  const smaller = () => scale(1 / kStep)
  const wheel = (event: WheelEvent) => scale(event.deltaY < 0 ? kStep : 1 / kStep, at(event))
  const toggle = (event: MouseEvent) =>
    view.value.zoom > 1 ? reset() : scale(kDoubleTapZoom, at(event))
  function reset() {
    view.value = kWhole
  }

  function down(event: PointerEvent) {
    if (event.button !== 0 || fingers.size === 2) return
    fingers.set(event.pointerId, at(event))
    moved = fingers.size > 1
    from = fingers.size === 1 ? at(event) : null
  }
  function move(event: PointerEvent) {
    const last = fingers.get(event.pointerId)
    if (!last) return
    const now = at(event)
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1]
    if (other) {
      const before = Math.hypot(last.x - other.x, last.y - other.y)
      const after = Math.hypot(now.x - other.x, now.y - other.y)
      const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 }
      if (before > 0) scale(after / before, middle)
      shift((now.x - last.x) / 2, (now.y - last.y) / 2)
    } else {
      shift(now.x - last.x, now.y - last.y)
      moved ||= from !== null && Math.hypot(now.x - from.x, now.y - from.y) > kTapPx
    }
    fingers.set(event.pointerId, now)
  }
  function shift(dx: number, dy: number) {
    const { zoom, x, y } = view.value
    if (zoom > 1) view.value = { zoom, x: x + dx, y: y + dy }
  }
  function up(event: PointerEvent) {
    if (!fingers.delete(event.pointerId)) return
    const to =
      from && view.value.zoom <= 1 ? swipeOf(event.clientX - from.x, event.clientY - from.y) : null
    from = null
    if (to) swiped(to)
  }
  function cancel(event: PointerEvent) {
    fingers.delete(event.pointerId)
    from = null
  }
  /** Whether the click that just came ended a movement and is no click. */
  const wasMove = () => moved

  return { view, larger, smaller, wheel, toggle, reset, down, move, up, cancel, wasMove }
}
