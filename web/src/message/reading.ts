import * as api from './api'
import { ApiError } from '@/api/http'
import type { Conversation, Message } from '@/api/types'
import type { useConversations } from './conversations'
import { beforeUnread, isCounted } from './thread'
import type { Thread } from './thread'

/** How far each conversation was read, and how many messages that leaves unread. */

const kMarkReadEveryMs = 1_000
const kMarkAgainMs = 5_000
/** So far back somebody else's message is looked for, to make it unread. */
const kLookBack = 100

interface ReadingContext {
  threads: ReadonlyMap<number, Thread>
  conversations: ReturnType<typeof useConversations>
  isWatched(id: number): boolean
  fetchPage(id: number, page: api.MessagePage): Promise<Message[]>
}

interface Marking {
  due: number
  timer: ReturnType<typeof setTimeout> | null
  /** The mark sent last; ends when it was answered. */
  sent: Promise<void>
}

/** How many of `rows` count as unread after `from`, up to `to`. */
function countIn(rows: readonly Message[], from: number, to = Infinity): number {
  return rows.filter((m) => isCounted(m) && m.id > from && m.id <= to).length
}

export function messageReading(context: ReadingContext) {
  const { threads, conversations, isWatched, fetchPage } = context
  const marking = new Map<number, Marking>()
  /** What is read here or elsewhere, and which answers may not know of it; Infinity = untold. */
  const known = new Map<number, { upTo: number; since: number }>()
  const learned = new WeakSet<Thread>()

  /** What is loaded holds everything unread; else it is a window, and only the list can count. */
  function isWhole(thread: Thread): boolean {
    const reachesBack = !thread.hasOlder || (thread.rows[0]?.id ?? 0) <= thread.readUpTo
    return thread.loaded && !thread.hasNewer && reachesBack
  }

  /**
   * Takes over how far the list says that the conversation was read. Where it names no message, but
   * counts nothing as unread, all was read. That is asked once, before anything comes in that is
   * shown and therefore not counted, though it is still to be marked.
   */
  function learn(thread: Thread): void {
    const row = conversations.byId.get(thread.id)
    if (!row) return
    const isAllRead = !learned.has(thread) && thread.readUpTo === 0 && row.unreadCount === 0
    learned.add(thread)
    const read = row.lastReadMessageId || (isAllRead ? (row.lastMessage?.id ?? 0) : 0)
    thread.readUpTo = Math.max(thread.readUpTo, read)
  }

  /** Something unread lies before `first`, and was passed over. */
  function skips(thread: Thread, first: number): boolean {
    if (countIn(thread.rows, thread.readUpTo, first - 1) > 0) return true
    const isReached = !thread.hasOlder || (thread.rows[0]?.id ?? 0) <= thread.readUpTo
    if (isReached) return false
    const unread = conversations.byId.get(thread.id)?.unreadCount ?? 0
    return unread > countIn(thread.rows, thread.readUpTo)
  }

  /**
   * The messages from `first` to `last` were on screen long enough. The mark says that everything
   * up to a message is read: it does not move over what was not shown. `first` is 0 when the reader
   * asked for that, by going to the end.
   */
  function seen(conversationId: number, last: number, first = 0): void {
    const thread = threads.get(conversationId)
    if (!thread || thread.keptUnread || !isWatched(conversationId)) return
    learn(thread)
    const before = thread.readUpTo
    if (last <= before || countIn(thread.rows, before, last) === 0) return
    if (first > 0 && skips(thread, first)) return
    thread.readUpTo = last
    remember(conversationId, last, Infinity)
    countUnread(thread, before)
    scheduleMark(conversationId)
  }

  /** What came while the conversation was watched, but was not seen long enough, is unread. */
  function recount(thread: Thread): void {
    const row = conversations.byId.get(thread.id)
    if (!row || !isWhole(thread)) return
    if (countIn(thread.rows, thread.readUpTo) > row.unreadCount) countUnread(thread)
  }

  /** Never more than before, unless what is loaded proves it. */
  function countUnread(thread: Thread, before = thread.readUpTo): void {
    const listed = conversations.byId.get(thread.id)?.unreadCount ?? 0
    const read = countIn(thread.rows, before, thread.readUpTo)
    const left = countIn(thread.rows, thread.readUpTo)
    const unread = isWhole(thread) ? left : Math.max(0, listed - read)
    conversations.patch(thread.id, {
      unreadCount: unread,
      lastReadMessageId: thread.readUpTo,
      ...(unread === 0 ? { hasMention: false } : {}),
    })
  }

  /**
   * This tab knows that I have read up to `upTo`. A list that was asked for since the server had it
   * knows better; until then, and while the server was not told, no list brings it back.
   */
  function remember(id: number, upTo: number, since: number): void {
    const before = known.get(id)
    if (!before || upTo >= before.upTo) known.set(id, { upTo, since })
  }

  /** The server has taken `upTo`; false when that was overtaken by something else. */
  function settle(id: number, upTo: number): boolean {
    if (known.get(id)?.upTo !== upTo) return false
    known.set(id, { upTo, since: conversations.askedFor() })
    return true
  }

  /** At once, then at most once a second per conversation. */
  function scheduleMark(id: number): void {
    const state = marking.get(id) ?? { due: 0, timer: null, sent: Promise.resolve() }
    marking.set(id, state)
    if (state.timer) return
    const wait = Math.max(0, state.due - Date.now())
    state.timer = setTimeout(() => {
      state.timer = null
      state.due = Date.now() + kMarkReadEveryMs
      const mark = known.get(id)
      if (mark?.since !== Infinity) return
      state.sent = sendMark(id, mark.upTo).catch(() => {
        state.due = Date.now() + kMarkAgainMs
        scheduleMark(id)
      })
    }, wait)
  }

  /** Refused is final; without a network, or told to wait, it throws: it is said again later. */
  async function sendMark(id: number, upTo: number): Promise<void> {
    try {
      await api.markRead(id, upTo)
      settle(id, upTo)
    } catch (error) {
      if (!(error instanceof ApiError) || error.status === 429) throw error
      if (known.get(id)?.upTo === upTo) known.delete(id)
    }
  }

  /** I say that all up to `upTo` is read; `tell` tells the server. */
  async function readByHand(id: number, upTo: number, tell: () => Promise<unknown>): Promise<void> {
    remember(id, upTo, Infinity)
    try {
      await tell()
    } catch (error) {
      if (known.get(id)?.upTo === upTo) known.delete(id)
      throw error
    }
    if (settle(id, upTo)) readElsewhere(id, upTo)
  }

  /** I have read up to `upTo`, on another device or by saying so: the server has it. */
  function readElsewhere(conversationId: number, upTo: number): void {
    const row = conversations.byId.get(conversationId)
    const thread = threads.get(conversationId)
    remember(conversationId, upTo, conversations.askedFor())
    if (thread) {
      thread.readUpTo = Math.max(thread.readUpTo, upTo)
      thread.keptUnread = false
    }
    if (!row || row.unreadCount === 0) return
    if (upTo >= (row.lastMessage?.id ?? 0)) {
      const read = { unreadCount: 0, lastReadMessageId: upTo, hasMention: false }
      conversations.patch(conversationId, read)
    } else conversations.reloadSoon()
  }

  /** The newest message that somebody else wrote, as far back as one page; 0 = none. */
  async function lastOfOthers(id: number): Promise<number> {
    const thread = threads.get(id)
    const isOthers = (row: Message) => isCounted(row) && !row.isRevoked
    const isLive = thread?.loaded && !thread.hasNewer && !thread.stale
    const loaded = isLive ? thread.rows.findLast(isOthers) : undefined
    return (loaded ?? (await fetchPage(id, { limit: kLookBack })).findLast(isOthers))?.id ?? 0
  }

  /** The last thing that somebody else said is unread again; false when nobody did. */
  async function markUnread(id: number): Promise<boolean> {
    const last = await lastOfOthers(id)
    if (last === 0) return false
    // Nothing that was seen until now is told behind it.
    known.delete(id)
    await marking.get(id)?.sent
    await api.markUnread(last)
    await cursorMoved(id)
    return true
  }

  /** How far I have read was set by hand, here or elsewhere: the list knows how far. */
  async function cursorMoved(id: number): Promise<void> {
    const thread = threads.get(id)
    if (thread) thread.keptUnread = true
    // Or the list would be corrected by what is no longer so.
    known.delete(id)
    await conversations.load()
    const row = conversations.byId.get(id)
    if (!thread || !row) return
    const isRead = row.unreadCount === 0
    thread.readUpTo = row.lastReadMessageId ?? (isRead ? (row.lastMessage?.id ?? 0) : 0)
    if (isRead) thread.keptUnread = false
  }

  /** A list says that more is unread than this tab thought: it was made so while we were away. */
  function followBack(thread: Thread, row: Conversation): void {
    if (thread.hasNewer || row.unreadCount <= countIn(thread.rows, thread.readUpTo)) return
    const read = row.lastReadMessageId || beforeUnread(thread.rows, row.unreadCount)
    if (read >= thread.readUpTo) return
    thread.readUpTo = read
    thread.keptUnread = true
  }

  conversations.correctWith({
    row(row, number) {
      const thread = threads.get(row.id)
      const mine = known.get(row.id)
      const read = row.lastReadMessageId ?? 0
      if (!mine || number > mine.since) {
        known.delete(row.id)
        if (thread && number > 0) followBack(thread, row)
        return row
      }
      if (row.unreadCount === 0 || mine.upTo <= read) return row
      const isAll = mine.upTo >= (row.lastMessage?.id ?? 0)
      const seenOf = countIn(thread?.rows ?? [], read, mine.upTo)
      const unread = isAll ? 0 : Math.max(0, row.unreadCount - seenOf)
      const hasMention = unread > 0 && row.hasMention
      return { ...row, unreadCount: unread, lastReadMessageId: mine.upTo, hasMention }
    },
    isRead: (message) => (known.get(message.conversationId)?.upTo ?? 0) >= message.id,
  })

  function stop(): void {
    for (const { timer } of marking.values()) if (timer) clearTimeout(timer)
    marking.clear()
    known.clear()
  }

  return { isWhole, learn, seen, recount, readElsewhere, readByHand, markUnread, cursorMoved, stop }
}
