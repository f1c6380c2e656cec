import type { Message } from '@/api/types'
import { countReaders, reactRow, recallRow, removeRows } from './changes'
import { mergeMessages } from './merge'
import type { useConversations } from './conversations'
import { emptyThread } from './thread'
import type { Thread } from './thread'

/** What frames and own actions change in messages that are loaded already. */

interface ChangesContext {
  threads: ReadonlyMap<number, Thread>
  conversations: ReturnType<typeof useConversations>
  me(): number
  /** Loads a thread that was emptied, if it is the one shown. */
  reload(thread: Thread): void
}

export function messageChanges({ threads, conversations, me, reload }: ChangesContext) {
  /** Changes a loaded message in place, for recall and edit. */
  function change(conversationId: number, messageId: number, part: Partial<Message>): void {
    const thread = threads.get(conversationId)
    const row = thread?.rows.find((each) => each.id === messageId)
    if (thread && row) thread.rows = mergeMessages(thread.rows, [{ ...row, ...part }])
    const last = conversations.byId.get(conversationId)?.lastMessage
    if (last?.id === messageId) {
      conversations.patch(conversationId, { lastMessage: { ...last, ...part } })
    }
  }

  function recalled(conversationId: number, messageId: number, placeholder: string): void {
    const thread = threads.get(conversationId)
    if (thread) thread.rows = recallRow(thread.rows, messageId, placeholder)
    const last = conversations.byId.get(conversationId)?.lastMessage
    if (last?.id === messageId) {
      conversations.patch(conversationId, {
        lastMessage: { ...last, isRevoked: true, content: '' },
      })
    }
  }

  /** For the caller alone, here or on another device of theirs. */
  function deleted(conversationId: number, ids: readonly number[]): void {
    const thread = threads.get(conversationId)
    const gone = new Set(ids)
    if (thread) thread.rows = removeRows(thread.rows, gone)
    const last = conversations.byId.get(conversationId)?.lastMessage
    if (last && gone.has(last.id)) conversations.reloadSoon()
  }

  /** The whole history was removed for the caller. */
  function cleared(conversationId: number): void {
    const thread = threads.get(conversationId)
    if (!thread) return
    emptyThread(thread)
    thread.unreadAfter = null
    reload(thread)
  }

  function reacted(
    conversationId: number,
    messageId: number,
    userId: number,
    emoji: string,
    on: boolean,
  ): void {
    const thread = threads.get(conversationId)
    if (thread) thread.rows = reactRow(thread.rows, messageId, userId, emoji, on, me())
  }

  /** Somebody else has read the own messages `ids`, and all up to `upTo`. */
  function readByOther(conversationId: number, upTo: number, ids: readonly number[]): void {
    const thread = threads.get(conversationId)
    if (!thread) return
    thread.peerReadUpTo = Math.max(thread.peerReadUpTo, upTo)
    const others = (conversations.byId.get(conversationId)?.memberCount ?? 2) - 1
    thread.rows = countReaders(thread.rows, new Set(ids), others)
  }

  return { change, recalled, deleted, cleared, reacted, readByOther }
}
