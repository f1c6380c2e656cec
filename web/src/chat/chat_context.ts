import { inject } from 'vue'
import type { InjectionKey, Ref, ShallowRef } from 'vue'
import type { CallType } from '@/call/api'
import type { ActionId, MessageAction } from './message_actions'
import type { Box } from '@/ui/place'
import type { BubbleRow } from '@/message/rows'

/** What a message may ask of the pane it is shown in. Given by ChatPane, used by the bubbles. */
export interface ChatContext {
  /** What can be done with it now; asked again when a menu opens or time passes. */
  actions(row: BubbleRow): MessageAction[]
  run(action: ActionId, row: BubbleRow, at: Box): void
  openMenu(row: BubbleRow, at: Box): void
  pickReaction(row: BubbleRow, at: Box): void
  toggleReaction(row: BubbleRow, emoji: string): void
  showReaders(row: BubbleRow, at: Box): void
  showHistory(row: BubbleRow, at: Box): void
  showImage(row: BubbleRow): void
  /** Messages that were sent on as one. */
  showMerged(row: BubbleRow): void
  showPerson(userId: number, anchor: HTMLElement, name: string): void
  /** The pointer came to their picture or name. */
  hoverPerson(event: PointerEvent, userId: number, name: string): void
  jumpTo(messageId: number): void
  /** Text of an own message recalled a moment ago, or null. */
  recalledText(messageId: number): string | null
  reEdit(messageId: number): void
  /** Calls the other of a direct conversation; null where nobody can be called. */
  callBack: Readonly<Ref<((type: CallType) => void) | null>>
  /** Names of people who reacted. */
  nameOf(userId: number): string
  /** Names that may stand behind an @ in this conversation. */
  names: ShallowRef<readonly string[]>
  /** Message ids chosen while several are being chosen; null otherwise. */
  selection: ShallowRef<ReadonlySet<number> | null>
  toggleSelected(row: BubbleRow): void
  /** The message whose menu is open. */
  activeId: ShallowRef<number | null>
}

export const kChat: InjectionKey<ChatContext> = Symbol('chat')

export function useChat(): ChatContext {
  const chat = inject(kChat)
  if (!chat) throw new Error('a message outside a conversation')
  return chat
}

/** Where an element is, for something that floats beside it. */
export function boxOf(element: Element | EventTarget | null): Box {
  if (!(element instanceof Element)) return { left: 0, top: 0, width: 0, height: 0 }
  const { left, top, width, height } = element.getBoundingClientRect()
  return { left, top, width, height }
}
export function boxAt(event: MouseEvent): Box {
  return { left: event.clientX, top: event.clientY, width: 0, height: 0 }
}
