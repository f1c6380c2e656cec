import type { Message } from '@/api/types'
import type { MessagePage } from './api'
import { newestId } from './merge'
import { emptyThread, kPage } from './thread'
import type { Thread } from './thread'

/** Pages of the history: older and newer ones, and windows that do not touch its live end. */

/** Rows on each side of a message that was jumped to. */
const kHalfWindow = 30

interface WindowsContext {
  threadOf(id: number): Thread
  fetchPage(id: number, page: MessagePage): Promise<Message[]>
  apply(thread: Thread, messages: readonly Message[]): void
  /** The line above what is unread. */
  placeLine(thread: Thread): void
  refresh(thread: Thread): Promise<void>
  /** The newest page, whatever is unread above it. */
  loadLatest(thread: Thread): Promise<void>
  /** After what is already under way for this thread. */
  serially(id: number, run: () => Promise<void>): Promise<void>
}

export function messageWindows(context: WindowsContext) {
  const { threadOf, fetchPage, apply, placeLine, refresh, loadLatest, serially } = context
  let jumps = 0

  /** The next page above what is loaded. */
  async function loadOlder(id: number): Promise<void> {
    const thread = threadOf(id)
    const first = thread.rows[0]
    if (!thread.loaded || !thread.hasOlder || thread.loadingOlder || !first) return
    thread.loadingOlder = true
    thread.olderError = false
    try {
      const page = await fetchPage(id, { lastId: first.id, limit: kPage })
      // Another window meanwhile.
      if (thread.rows[0]?.id !== first.id) return
      // All three at once, so that the list is laid out once.
      thread.heads = new Set([...thread.heads, first.id])
      thread.hasOlder = page.length >= kPage
      apply(thread, page)
    } catch {
      thread.olderError = true
    } finally {
      thread.loadingOlder = false
    }
  }

  /** The next page below a window; its last one joins the live end. */
  async function loadNewer(id: number): Promise<void> {
    const thread = threadOf(id)
    if (!thread.loaded || !thread.hasNewer || thread.loadingNewer) return
    thread.loadingNewer = true
    thread.newerError = false
    const before = thread.rows
    try {
      const page = await fetchPage(id, { afterId: newestId(thread.rows), limit: kPage })
      if (thread.rows !== before && newestId(before) !== newestId(thread.rows)) return
      apply(thread, page)
      if (page.length < kPage) {
        // What was pushed while this page was under way is fetched again.
        thread.hasNewer = false
        thread.stale = true
        thread.tail = newestId(thread.rows)
        void refresh(thread)
      }
    } catch {
      thread.newerError = true
    } finally {
      thread.loadingNewer = false
    }
  }

  /**
   * Shows `messageId` with its surroundings: within what is loaded, else in a window of its own.
   * False = there is no such message (any more). Throws when it cannot be loaded.
   */
  async function jump(id: number, messageId: number, flash = true): Promise<boolean> {
    const thread = threadOf(id)
    await serially(id, async () => {
      const known = thread.loaded && thread.rows.some((row) => row.id === messageId)
      if (!known) await openWindow(thread, messageId)
    })
    const found = thread.rows.some((row) => row.id === messageId)
    const next = found ? messageId : thread.rows.find((row) => row.id > messageId)?.id
    if (next) thread.target = { id: next, serial: ++jumps, flash: flash && found }
    return found
  }

  async function openWindow(thread: Thread, at: number): Promise<void> {
    thread.loading = true
    const pages = await Promise.all([
      fetchPage(thread.id, { lastId: at + 1, limit: kHalfWindow }),
      fetchPage(thread.id, { afterId: at, limit: kHalfWindow }),
    ]).finally(() => (thread.loading = false))
    const [before, after] = pages
    thread.rows = []
    thread.heads = new Set()
    thread.position = null
    thread.error = null
    thread.hasOlder = before.length >= kHalfWindow
    thread.hasNewer = after.length >= kHalfWindow
    thread.stale = !thread.hasNewer && thread.loaded
    apply(thread, [...before, ...after])
    thread.tail = newestId(thread.rows)
    placeLine(thread)
    thread.loaded = true
    if (thread.stale) void refresh(thread)
  }

  /** Leaves a window for the live end. */
  async function toLatest(id: number): Promise<void> {
    const thread = threadOf(id)
    if (!thread.hasNewer) return
    emptyThread(thread)
    await loadLatest(thread)
  }

  return { openWindow, loadOlder, loadNewer, jump, toLatest }
}
