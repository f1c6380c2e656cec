import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import { pinnedMessage } from './api'
import type { PinnedMessage } from './api'

/** The message that stands above each conversation, for all its members; null = none. */
export const usePins = defineStore('pins', () => {
  const byConversation = shallowReactive(new Map<number, PinnedMessage | null>())

  /** Throws nothing: without an answer nothing stands there. */
  async function load(conversationId: number): Promise<void> {
    const found = await pinnedMessage(conversationId).catch(() => undefined)
    if (found !== undefined) byConversation.set(conversationId, found)
  }

  /** A frame told of another one, or of none (0). */
  function heard(conversationId: number, messageId: number): void {
    if (messageId === 0) byConversation.set(conversationId, null)
    else if (byConversation.get(conversationId)?.id !== messageId) void load(conversationId)
  }

  /** A message was recalled or edited: the line shows it as it is now. */
  function changed(conversationId: number, messageId: number): void {
    if (byConversation.get(conversationId)?.id === messageId) void load(conversationId)
  }

  return { byConversation, load, heard, changed }
})
