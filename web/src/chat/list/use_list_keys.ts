import type { Virtualizer } from '@tanstack/vue-virtual'
import type { ComputedRef, ShallowRef } from 'vue'
import { nextTick } from 'vue'
import type { ActionId } from '../message_actions'
import type { BubbleRow, Row } from '@/message/rows'
import { boxOf, useChat } from '../chat_context'

/** Keys on the messages: ↑ ↓ walk, letters act on the focused one, Enter opens its menu. */

const kActions: Record<string, ActionId> = {
  r: 'reply',
  e: 'edit',
  f: 'forward',
  c: 'copy',
  Delete: 'delete',
  '+': 'react',
}

interface ListKeysOptions {
  scroller: ShallowRef<HTMLElement | undefined>
  rows: ComputedRef<readonly Row[]>
  virtualizer: () => Virtualizer<HTMLElement, Element>
  toEnd: () => unknown
}

export function useListKeys({ scroller, rows, virtualizer, toEnd }: ListKeysOptions) {
  const chat = useChat()
  const kFocusable = '[data-test="message-row"], [data-test="system-row"]'

  function focusedIndex(): number {
    const holder = document.activeElement?.closest<HTMLElement>('[data-index]')
    return holder ? Number(holder.dataset.index) : -1
  }
  async function focusIndex(index: number): Promise<void> {
    virtualizer().scrollToIndex(index, { align: 'auto' })
    await nextTick()
    await new Promise((done) => requestAnimationFrame(done))
    const holder = scroller.value?.querySelector(`[data-index="${index}"]`)
    holder?.querySelector<HTMLElement>(kFocusable)?.focus({ preventScroll: true })
  }
  function step(from: number, by: number): void {
    for (let i = from + by; i >= 0 && i < rows.value.length; i += by) {
      const { kind } = rows.value[i]!
      if (kind === 'message' || kind === 'system') return void focusIndex(i)
    }
  }
  function focusNewest(): void {
    step(rows.value.length, -1)
  }

  function key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    const index = focusedIndex()
    const onRow = (event.target as HTMLElement).matches(kFocusable)
    if (event.key === 'End') {
      event.preventDefault()
      return void toEnd()
    }
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      if (!onRow) return
      event.preventDefault()
      return step(index, event.key === 'ArrowUp' ? -1 : 1)
    }
    const row = rows.value[index]
    if (!onRow || row?.kind !== 'message' || row.id === null) return
    const bubble = row as BubbleRow
    const action = kActions[event.key] ?? kActions[event.key.toLowerCase()]
    if (chat.selection.value && (event.key === ' ' || event.key === 'Enter')) {
      event.preventDefault()
      chat.toggleSelected(bubble)
    } else if (event.key === 'Enter' || event.key === 'ContextMenu') {
      event.preventDefault()
      chat.openMenu(bubble, boxOf(bubbleOf(event.target)))
    } else if (action) {
      event.preventDefault()
      chat.run(action, bubble, boxOf(bubbleOf(event.target)))
    }
  }
  const bubbleOf = (target: EventTarget | null) =>
    (target as HTMLElement).querySelector('[data-test="message-text"]') ?? (target as Element)

  return { key, focusNewest }
}
