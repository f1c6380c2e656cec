import { nextTick, shallowRef } from 'vue'
import type { ShallowRef } from 'vue'
import { mentionAt } from '@/lib/mention'
import type { Choice, ChosenMention } from '@/lib/mention'
import type { Box } from '@/lib/place'
import { useMentions } from '@/stores/mentions'
import type { Mentionable } from '@/stores/mentions'
import { sayError } from '../say'
import { caretBox } from './caret_box'

/** The list that opens at an `@` in a group, and what choosing from it does to the text. */
export function useMentionTyping(
  conversationId: number,
  enabled: () => boolean,
  field: ShallowRef<HTMLTextAreaElement | undefined>,
  text: ShallowRef<string>,
  chosen: ShallowRef<readonly ChosenMention[]>,
) {
  const mentions = useMentions()
  const open = shallowRef<{ anchor: Box; start: number; typed: string; from: Mentionable } | null>(
    null,
  )
  const list = shallowRef<{ key(event: KeyboardEvent): boolean } | null>(null)
  let dismissedAt = -1

  function update(): void {
    const area = field.value
    const found = area && enabled() ? mentionAt(area.value, area.selectionStart) : null
    if (!area || !found) {
      dismissedAt = -1
      return hide()
    }
    if (found.start === dismissedAt) return hide()
    const from = mentions.byConversation.get(conversationId)
    if (from) {
      const anchor =
        open.value?.start === found.start ? open.value.anchor : caretBox(area, found.start)
      open.value = { ...found, anchor, from }
    }
    mentions
      .load(conversationId)
      .then(() => {
        if (!from && document.activeElement === area) update()
      })
      .catch(sayError)
  }
  function hide(): void {
    open.value = null
  }
  /** Until the next `@`. */
  function close(): void {
    dismissedAt = open.value?.start ?? -1
    hide()
  }
  function key(event: KeyboardEvent): boolean {
    return open.value !== null && list.value?.key(event) === true
  }
  function pick(choice: Choice): void {
    const area = field.value
    const at = open.value
    if (!area || !at) return
    const unit = `@${choice.name} `
    const end = at.start + 1 + at.typed.length
    text.value = text.value.slice(0, at.start) + unit + text.value.slice(end)
    chosen.value = [...chosen.value, { userId: choice.userId, name: choice.name }]
    hide()
    const caret = at.start + unit.length
    void nextTick(() => {
      area.focus()
      area.setSelectionRange(caret, caret)
    })
  }
  return { open, list, update, close, key, pick }
}
