import { computed, shallowRef } from 'vue'
import type { ShallowRef } from 'vue'
import type { Conversation } from '@/api/types'
import { newestId } from '@/message/merge'
import { isCounted } from '@/message/thread'
import type { Thread } from '@/message/thread'

/** What lies below the view: what came since the reader left the end, or is unread. */
export function useNews(
  thread: Thread,
  conversation: () => Conversation,
  atEnd: ShallowRef<boolean>,
) {
  /** Newest id when the reader left the end, loaded or not; what is newer has come since. */
  const leftAt = shallowRef(0)
  const count = computed(() => {
    if (atEnd.value) return 0
    const came = thread.rows.filter((m) => isCounted(m) && m.id > leftAt.value).length
    return thread.unreadAbove > 0 ? came : Math.max(came, conversation().unreadCount)
  })
  function leave(): void {
    leftAt.value = Math.max(newestId(thread.rows), conversation().lastMessage?.id ?? 0)
  }
  return { count, leave }
}
