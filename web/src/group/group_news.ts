import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'

/** What frames say of groups, for whoever shows one: that it changed, or that it is gone for us. */

type Gone = 'removed' | 'dissolved'

export const useGroupNews = defineStore('groupNews', () => {
  /** Counts up with each change of a conversation's group. */
  const changes = shallowReactive(new Map<number, number>())
  const gone = shallowReactive(new Map<number, Gone>())

  function heard(action: string, conversationId: number, aboutMe: boolean): void {
    if (!conversationId) return
    if (action === 'dismissed') gone.set(conversationId, 'dissolved')
    else if (action === 'member_removed' && aboutMe) gone.set(conversationId, 'removed')
    else if (action === 'created' || (action === 'member_added' && aboutMe)) {
      gone.delete(conversationId)
    }
    changes.set(conversationId, (changes.get(conversationId) ?? 0) + 1)
  }

  return { changes, gone, heard }
})
