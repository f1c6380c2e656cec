import { nextTick } from 'vue'
import type { ShallowRef } from 'vue'
import { withoutUnit } from './mention'

type Mentioned = Parameters<typeof withoutUnit>[2]

/** What is done to the text where the caret stands. */
export function useField(
  field: ShallowRef<HTMLTextAreaElement | undefined>,
  text: ShallowRef<string>,
  chosen: ShallowRef<Mentioned>,
) {
  const focus = () => field.value?.focus()

  function toEnd(): void {
    focus()
    const end = text.value.length
    field.value?.setSelectionRange(end, end)
  }

  function insert(piece: string): void {
    const area = field.value
    if (!area) return
    area.setRangeText(piece, area.selectionStart, area.selectionEnd, 'end')
    text.value = area.value
  }

  /** With a blank between it and a word before it. */
  function insertApart(piece: string): void {
    const before = text.value[(field.value?.selectionStart ?? 0) - 1]
    insert(before && /\S/.test(before) ? ` ${piece}` : piece)
  }

  /** A name goes in one piece. */
  function backspace(event: KeyboardEvent): void {
    const area = field.value
    if (!area || area.selectionStart !== area.selectionEnd) return
    const left = withoutUnit(text.value, area.selectionStart, chosen.value)
    if (!left) return
    event.preventDefault()
    text.value = left.text
    void nextTick(() => area.setSelectionRange(left.caret, left.caret))
  }

  return { focus, toEnd, insert, insertApart, backspace }
}
