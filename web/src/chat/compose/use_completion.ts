import { nextTick, shallowRef } from 'vue'
import type { ShallowRef } from 'vue'
import type { Box } from '@/ui/place'
import { caretBox } from './caret_box'

/** What is being completed: where it starts, and what stands behind its first character. */
interface Typed {
  start: number
  typed: string
}

/** A list that completes what stands before the caret. The field keeps the focus. */
export function useCompletion(
  field: ShallowRef<HTMLTextAreaElement | undefined>,
  text: ShallowRef<string>,
  find: (text: string, caret: number) => Typed | null,
) {
  const open = shallowRef<(Typed & { anchor: Box }) | null>(null)
  /** The list on the page, which uses some of the keys. */
  const list = shallowRef<{ key(event: KeyboardEvent): boolean } | null>(null)
  let dismissedAt = -1

  function update(): void {
    const area = field.value
    const found = area ? find(area.value, area.selectionStart) : null
    if (!area || !found) {
      dismissedAt = -1
      open.value = null
    } else if (found.start === dismissedAt) open.value = null
    else {
      const same = open.value?.start === found.start
      open.value = { ...found, anchor: same ? open.value!.anchor : caretBox(area, found.start) }
    }
  }
  /** Until the next one begins. */
  function close(): void {
    dismissedAt = open.value?.start ?? -1
    open.value = null
  }
  function key(event: KeyboardEvent): boolean {
    return open.value !== null && list.value?.key(event) === true
  }
  /** Puts `unit` where the completed text stands, the caret behind it. */
  function replace(unit: string): void {
    const area = field.value
    const at = open.value
    if (!area || !at) return
    const end = at.start + 1 + at.typed.length
    text.value = text.value.slice(0, at.start) + unit + text.value.slice(end)
    open.value = null
    const caret = at.start + unit.length
    void nextTick(() => {
      area.focus()
      area.setSelectionRange(caret, caret)
    })
  }
  return { open, list, update, close, key, replace }
}
