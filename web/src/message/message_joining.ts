import type * as api from './api'
import type { Message } from '@/api/types'
import { newestId } from './merge'
import type { useConversations } from './conversations'
import { emptyThread, isCounted, kMostPage, kPage } from './thread'
import type { Thread } from './thread'

/** What was missed while the connection was away, and how a loaded thread is joined with it. */

/** A gap longer than this many pages is not filled; the newest page starts a new window. */
const kMostGapPages = 5

interface JoiningContext {
  threads: ReadonlyMap<number, Thread>
  conversations: ReturnType<typeof useConversations>
  fetchPage(id: number, page: api.MessagePage): Promise<Message[]>
  apply(thread: Thread, messages: readonly Message[]): void
  /** The line above what is unread. */
  placeLine(thread: Thread): void
  /** The newest page of a thread that was emptied. */
  loadNewest(thread: Thread): Promise<void>
}

export function messageJoining(context: JoiningContext) {
  const { threads, conversations, fetchPage, apply, placeLine, loadNewest } = context
  let isOnline = false
  /** Changes whenever the connection comes or goes. */
  let generation = 0

  /**
   * Says afterwards whether every message of the time between came over the socket: only if it was
   * online without a break. A page asked for earlier may lack what nobody has pushed.
   */
  function watch(): () => boolean {
    const before = generation
    return () => isOnline && before === generation
  }

  function wentOnline(): void {
    generation++
    isOnline = true
  }

  /** The connection is gone: from here on every loaded thread may miss something. */
  function wentOffline(): void {
    generation++
    isOnline = false
    for (const thread of threads.values()) {
      if (!thread.loaded || thread.stale) continue
      thread.stale = true
      thread.tail = newestId(thread.rows)
    }
  }

  /**
   * The newest page first, which also brings the read state up to date, then from the last known id
   * upwards until both meet.
   */
  async function catchUp(thread: Thread): Promise<void> {
    // A window joins when the reader comes to its lower edge.
    if (thread.hasNewer) return
    thread.loading = true
    const isComplete = watch()
    try {
      // Or what came since the last visit would count as read.
      const listed = thread.fromCache && !conversations.loaded ? conversations.load() : undefined
      const newest = await fetchPage(thread.id, { limit: kPage })
      await listed
      const joins = newest.length < kPage || newest[0]!.id <= thread.tail
      const gap = joins ? [] : await fetchGap(thread, newest[0]!.id)
      const row = conversations.byId.get(thread.id)
      const unread = row?.unreadCount ?? 0
      const isKept = thread.fromCache
      thread.fromCache = false
      const first = (gap ? thread.rows[0] : newest[0])?.id ?? 0
      if (isKept && unread > 0 && (row?.lastReadMessageId ?? 0) < first) {
        // The first unread one lies above all that was kept.
        emptyThread(thread)
        await loadNewest(thread)
        return
      }
      if (unread > 0 && isRead(thread)) thread.unreadAfter = null
      if (isKept || unread > 0) thread.reopened++
      if (gap === null && unread > 0) {
        // The reader stays where the new ones begin.
        thread.hasNewer = true
        thread.stale = false
        placeLine(thread)
        return
      }
      if (gap === null) {
        thread.rows = []
        thread.hasOlder = true
      } else {
        apply(thread, gap)
      }
      dropDeleted(thread, newest)
      apply(thread, newest)
      thread.stale = !isComplete()
      thread.tail = newestId(newest)
      placeLine(thread)
    } catch {
      // The next reconnect tries again; the thread stays marked.
    } finally {
      thread.loading = false
    }
  }

  /** Nothing that is loaded is unread. */
  function isRead(thread: Thread): boolean {
    return !thread.rows.some((row) => isCounted(row) && row.id > thread.readUpTo)
  }

  /** Rows of the page's time that the page lacks were deleted on another device meanwhile. */
  function dropDeleted(thread: Thread, page: readonly Message[]): void {
    const first = page.length < kPage ? 0 : page[0]!.id
    // What is newer than both came live while the page was on its way.
    const last = Math.max(newestId(page), thread.tail)
    const ids = new Set(page.map((row) => row.id))
    const kept = thread.rows.filter((row) => row.id < first || row.id > last || ids.has(row.id))
    if (kept.length < thread.rows.length) thread.rows = kept
  }

  /** What lies between `tail` and `before`, or null when it is too much. */
  async function fetchGap(thread: Thread, before: number): Promise<Message[] | null> {
    const found: Message[] = []
    let after = thread.tail
    for (let pages = 0; pages < kMostGapPages; pages++) {
      const page = await fetchPage(thread.id, { afterId: after, limit: kMostPage })
      found.push(...page)
      after = newestId(page)
      if (page.length < kMostPage || after >= before) return found
    }
    return null
  }

  return { watch, wentOnline, wentOffline, catchUp }
}
