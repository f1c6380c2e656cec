import { ref } from 'vue'
import type { Ref } from 'vue'

/** Lets something within `area` be moved by pointer and by arrow keys; it stays inside. */

const kStep = 24

export function useDragging(area: Ref<HTMLElement | null>) {
  const place = ref<Record<string, string>>({})

  function put(target: HTMLElement, left: number, top: number): void {
    const box = area.value?.getBoundingClientRect()
    if (!box) return
    const within = (value: number, room: number) => Math.min(Math.max(8, value), room - 8)
    place.value = {
      left: `${within(left, box.width - target.offsetWidth)}px`,
      top: `${within(top, box.height - target.offsetHeight)}px`,
      right: 'auto',
      bottom: 'auto',
    }
  }

  function begin(event: PointerEvent): void {
    const target = event.currentTarget as HTMLElement
    const dx = target.offsetLeft - event.clientX
    const dy = target.offsetTop - event.clientY
    target.setPointerCapture(event.pointerId)
    const move = (e: PointerEvent) => put(target, e.clientX + dx, e.clientY + dy)
    target.addEventListener('pointermove', move)
    target.addEventListener(
      'lostpointercapture',
      () => target.removeEventListener('pointermove', move),
      { once: true },
    )
  }

  function key(event: KeyboardEvent): void {
    const steps: Record<string, [number, number]> = {
      ArrowLeft: [-kStep, 0],
      ArrowRight: [kStep, 0],
      ArrowUp: [0, -kStep],
      ArrowDown: [0, kStep],
    }
    const step = steps[event.key]
    if (!step) return
    event.preventDefault()
    const target = event.currentTarget as HTMLElement
    put(target, target.offsetLeft + step[0], target.offsetTop + step[1])
  }

  return { place, begin, key }
}
