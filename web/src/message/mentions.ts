import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import * as chat from './api'
import type { MentionUser } from './api'

/** Who can be mentioned where. Asked for when somebody types the first `@`. */

export interface Mentionable {
  users: readonly MentionUser[]
  all: boolean
}

const kFreshMs = 60_000

export const useMentions = defineStore('mentions', () => {
  const byConversation = shallowReactive(new Map<number, Mentionable>())
  const askedAt = new Map<number, number>()

  /** Throws when it cannot be loaded and nothing older is known. */
  async function load(conversationId: number): Promise<void> {
    const known = byConversation.has(conversationId)
    if (known && Date.now() - (askedAt.get(conversationId) ?? 0) < kFreshMs) return
    askedAt.set(conversationId, Date.now())
    try {
      const [users, all] = await Promise.all([
        chat.mentionUsers(conversationId),
        chat.canMentionAll(conversationId),
      ])
      byConversation.set(conversationId, { users, all: all === true })
    } catch (error) {
      askedAt.delete(conversationId)
      if (!known) throw error
    }
  }

  /** Members changed. */
  function forget(conversationId: number): void {
    askedAt.delete(conversationId)
  }

  function clear(): void {
    byConversation.clear()
    askedAt.clear()
  }

  return { byConversation, load, forget, clear }
})
