import { computed, onMounted } from 'vue'
import { readMention, unreadMentions } from '@/message/api'
import type { Conversation } from '@/api/types'
import { useConversations } from '@/message/conversations'
import { useMessages } from '@/message/messages'

/** From one message that names me to the next, oldest first; on screen counts as read. */
export function useMentionPill(conversation: () => Conversation) {
  const messages = useMessages()
  const conversations = useConversations()
  const id = conversation().id
  const thread = messages.threadOf(id)
  const next = computed(() => thread.mentions[0] ?? 0)

  onMounted(() => {
    if (!conversation().hasMention) return
    unreadMentions()
      .then((rows) => {
        for (const row of [...rows].reverse()) {
          if (row.conversationId === id) messages.mentioned(id, row.messageId)
        }
      })
      // Without the list there is no pill; the messages themselves are all there.
      .catch(() => undefined)
  })

  /** Everything from `first` to `last` was on screen. */
  function seen(first: number, last: number): void {
    const left = thread.mentions.filter((each) => each < first || each > last)
    if (left.length === thread.mentions.length) return
    for (const messageId of thread.mentions) {
      if (!left.includes(messageId)) readMention(messageId).catch(() => undefined)
    }
    thread.mentions = left
    if (left.length === 0) conversations.patch(id, { hasMention: false })
  }
  return { next, seen }
}
