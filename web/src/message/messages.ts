import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import * as api from './api'
import type { Message } from '@/api/types'
import { failureOf } from '@/i18n/errors'
import { mergeMessages, newestId } from './merge'
import { messagesOf } from '@/api/wire'
import { useAttention } from '@/session/attention'
import { useConversations } from './conversations'
import { messageChanges } from './message_changes'
import { messageJoining } from './message_joining'
import { messageWindows } from './message_windows'
import { messageReading } from './reading'
import { useSession } from '@/session/session'
import { beforeUnread, emptyThread, isCounted, kMostPage, kPage, newThread } from './thread'
import type { Thread } from './thread'

/** The loaded part of each opened conversation, and how far it was read. */

export type { Thread } from './thread'

/** Rows kept of a conversation that is not shown. */
const kKeepRows = 200
/** With more unread than this, a conversation is loaded where they begin, not at its end. */
const kMostUnreadAtEnd = 80

export const useMessages = defineStore('messages', () => {
  const conversations = useConversations()
  const attention = useAttention()
  const session = useSession()
  const threads = new Map<number, Thread>()
  /** What is being loaded, one after the other per thread. */
  const running = new Map<number, Promise<void>>()
  const openId = shallowRef<number | null>(null)
  /** Called with every clientMsgId of ours that the server is known to have. */
  let onConfirmed: (clientMsgId: string) => void = () => undefined
  const reading = messageReading({ threads, conversations, isWatched, fetchPage })

  const me = () => session.user?.id ?? 0

  function threadOf(id: number): Thread {
    let thread = threads.get(id)
    if (!thread) {
      thread = newThread(id)
      threads.set(id, thread)
    }
    return thread
  }

  /** Before a loaded conversation is drawn: where its unread line stands, so that it opens there. */
  function prepare(id: number): void {
    const thread = threads.get(id)
    if (thread?.loaded && !thread.stale) drawLine(thread)
  }

  /** Shows a conversation: loads what is missing and places the unread line. */
  async function open(id: number): Promise<void> {
    if (openId.value !== null && openId.value !== id) leave(openId.value)
    openId.value = id
    const thread = threadOf(id)
    thread.keptUnread = false
    if (thread.loaded && !thread.stale) placeLine(thread)
    else await refresh(thread)
  }

  /** Loads or joins, after what is already under way for this thread. */
  function refresh(thread: Thread): Promise<void> {
    return serially(thread.id, async () => {
      if (!thread.loaded) await loadNewest(thread)
      else if (thread.stale) await joining.catchUp(thread)
    })
  }

  function serially(id: number, run: () => Promise<void>): Promise<void> {
    const mine = (running.get(id) ?? Promise.resolve()).then(run)
    running.set(
      id,
      mine.catch(() => undefined),
    )
    return mine
  }

  function leave(id: number): void {
    const thread = threads.get(id)
    if (thread) {
      reading.recount(thread)
      const unread = (conversations.byId.get(id)?.unreadCount ?? 0) > 0
      thread.unreadAfter = null
      thread.unreadAbove = 0
      thread.target = null
      // Coming back shows the newest, not a window somewhere in the past.
      if (thread.hasNewer) emptyThread(thread)
      if (thread.position && !keepsPosition(thread)) thread.position = null
      if (thread.rows.length > kKeepRows) {
        thread.rows = thread.rows.slice(-kKeepRows)
        thread.hasOlder = true
        // Nor does it show the newest when the first unread one is no longer among them.
        if (unread && thread.rows[0]!.id > thread.readUpTo) emptyThread(thread)
      }
    }
    if (openId.value === id) openId.value = null
  }

  /** Only within the rows that stay loaded. */
  function keepsPosition(thread: Thread): boolean {
    return thread.rows.length <= kKeepRows
  }

  /** The newest page with all that is unread; where that is too much, the page where it begins. */
  async function loadNewest(thread: Thread, latest = false): Promise<void> {
    thread.loading = true
    thread.error = null
    const isComplete = joining.watch()
    try {
      // What was kept of the last visit does not know what came since.
      if (conversations.cached && !conversations.loaded) await conversations.load()
      const row = conversations.byId.get(thread.id)
      const unread = row?.unreadCount ?? 0
      if (unread > kMostUnreadAtEnd && !latest) {
        await windows.openWindow(thread, row?.lastReadMessageId ?? 0)
        return
      }
      const limit = Math.min(kMostPage, Math.max(kPage, unread + 20))
      const page = await fetchPage(thread.id, { limit })
      thread.hasOlder = page.length >= limit
      thread.hasNewer = false
      apply(thread, page)
      placeLine(thread)
      thread.loaded = true
      thread.stale = !isComplete()
      thread.tail = newestId(page)
    } catch (cause) {
      thread.rows = []
      thread.error = failureOf(cause)
    } finally {
      thread.loading = false
    }
  }

  async function fetchPage(id: number, page: api.MessagePage): Promise<Message[]> {
    return messagesOf(await api.listMessages(id, page), me())
  }

  function apply(thread: Thread, messages: readonly Message[], keepExisting = false): void {
    thread.rows = mergeMessages(thread.rows, messages, keepExisting)
    // The first unread one came into reach.
    const isReached = (thread.rows[0]?.id ?? 0) <= (thread.unreadAfter ?? 0)
    if (isReached || !thread.hasOlder) thread.unreadAbove = 0
    for (const message of messages) {
      if (!message.isSelf) continue
      if (message.clientMsgId) onConfirmed(message.clientMsgId)
      const status = message.readStatus
      if (status && status.readCount > 0) {
        thread.peerReadUpTo = Math.max(thread.peerReadUpTo, message.id)
      }
    }
  }

  /** After a reconnect: the open conversation at once, others when they are opened. */
  async function catchUpOpen(): Promise<void> {
    const thread = openId.value === null ? undefined : threads.get(openId.value)
    if (thread) await refresh(thread)
  }

  function isWatched(id: number): boolean {
    return openId.value === id && attention.attentive
  }

  /** A message came over the socket, live. */
  function receive(message: Message): void {
    const thread = threads.get(message.conversationId)
    if (thread) reading.learn(thread)
    const watched = isWatched(message.conversationId)
    const known = thread?.rows.some((row) => row.id === message.id) ?? false
    const counts = isCounted(message) && !known
    if (thread?.hasNewer) {
      if (message.isSelf && message.clientMsgId) onConfirmed(message.clientMsgId)
      conversations.touch(message, counts)
      return
    }
    if (thread && openId.value === thread.id && !watched && counts) {
      thread.unreadAfter ??= newestId(thread.rows)
    }
    // While the first page is under way, it may lack this one.
    if (thread && (thread.loaded || thread.loading)) apply(thread, [message])
    else if (message.isSelf && message.clientMsgId) onConfirmed(message.clientMsgId)
    // What is seen at once is never counted, unless the list alone knows how many are unread.
    const isShown = watched && thread && !thread.keptUnread && reading.isWhole(thread)
    conversations.touch(message, counts && !isShown)
    if (!message.isSelf) conversations.setTyping(message.conversationId, null)
  }

  /** A message of the time without connection: the list counts it, the history has it in full. */
  function receiveQuietly(message: Message): void {
    const thread = threads.get(message.conversationId)
    if (!thread || thread.hasNewer) return
    if (thread.loaded || thread.loading) apply(thread, [message], true)
  }

  function placeLine(thread: Thread): void {
    if (openId.value === thread.id) drawLine(thread)
  }

  function drawLine(thread: Thread): void {
    const row = conversations.byId.get(thread.id)
    if (!row) return
    reading.learn(thread)
    if (row.unreadCount === 0) return
    const read = row.lastReadMessageId ?? 0
    // It stays where it is as long as the conversation is open.
    const knows = read > 0 || thread.hasNewer
    const start = knows ? read : beforeUnread(thread.rows, row.unreadCount)
    thread.unreadAfter ??= start
    thread.readUpTo = Math.max(thread.readUpTo, start)
    const first = thread.rows[0]?.id ?? 0
    const above = thread.hasOlder && first > 0 && thread.unreadAfter < first - 1
    thread.unreadAbove = above ? row.unreadCount : 0
  }

  /** Somebody has read up to `upTo`; of mine it is another device. */
  function readReceipt(
    conversationId: number,
    userId: number,
    upTo: number,
    ids: readonly number[] = [],
  ): void {
    if (userId !== me()) {
      changes.readByOther(conversationId, upTo, ids)
      return
    }
    reading.readElsewhere(conversationId, upTo)
  }

  /** The reader looked away with everything read: what comes now is new. */
  function lookedAway(): void {
    const thread = openId.value === null ? undefined : threads.get(openId.value)
    if (!thread) return
    reading.recount(thread)
    if (conversations.byId.get(thread.id)?.unreadCount === 0) thread.unreadAfter = null
  }

  const changes = messageChanges({
    threads,
    conversations,
    me,
    reload: (thread) => {
      if (openId.value === thread.id) void refresh(thread)
    },
  })
  const joining = messageJoining({
    threads,
    conversations,
    fetchPage,
    apply,
    placeLine,
    loadNewest: (thread) => loadNewest(thread),
  })
  const windows = messageWindows({
    threadOf,
    fetchPage,
    apply,
    placeLine,
    refresh,
    loadLatest: (thread) => serially(thread.id, () => loadNewest(thread, true)),
    serially,
  })

  /** Somebody named me: reachable by the pill until it was on screen. */
  function mentioned(conversationId: number, messageId: number): void {
    const thread = threads.get(conversationId)
    const watched = isWatched(conversationId)
    if (thread && !thread.mentions.includes(messageId)) {
      thread.mentions = [...thread.mentions, messageId]
    }
    if (!watched) conversations.patch(conversationId, { hasMention: true })
  }

  function confirmWith(handler: (clientMsgId: string) => void): void {
    onConfirmed = handler
  }

  function clear(): void {
    reading.stop()
    threads.clear()
    running.clear()
    openId.value = null
  }

  return {
    openId,
    threadOf,
    open,
    prepare,
    leave,
    refresh,
    loadOlder: windows.loadOlder,
    loadNewer: windows.loadNewer,
    jump: windows.jump,
    toLatest: windows.toLatest,
    wentOnline: joining.wentOnline,
    wentOffline: joining.wentOffline,
    catchUpOpen,
    receive,
    receiveQuietly,
    ...changes,
    mentioned,
    seen: reading.seen,
    readByHand: reading.readByHand,
    markUnread: reading.markUnread,
    cursorMoved: reading.cursorMoved,
    readReceipt,
    lookedAway,
    isWatched,
    confirmWith,
    clear,
  }
})
