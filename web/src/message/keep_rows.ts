import { defineStore } from 'pinia'
import { watch } from 'vue'
import { deleteCache, openCache } from '@/data/cache'
import type { Cache } from '@/data/cache'
import { newestId } from './merge'
import { useConversations } from './conversations'
import { useMessages } from './messages'
import { useSession } from '@/session/session'

/** Fills the stores from data/cache.ts at the start and keeps it up to date. */

const kWriteAfterMs = 1_500
const kMostListRows = 1_000

export const useCache = defineStore('cache', () => {
  const session = useSession()
  const conversations = useConversations()
  const messages = useMessages()
  let opened: Promise<Cache | null> | null = null
  let starting: Promise<void> | null = null
  let userId = 0
  let stops: (() => void)[] = []
  const timers = new Map<string, ReturnType<typeof setTimeout>>()

  // However the session ends: what belongs to it leaves this computer.
  watch(
    () => session.saved === null,
    (out) => {
      if (!out || !userId) return
      const id = userId
      stop()
      void deleteCache(id)
    },
    { flush: 'sync' },
  )

  /** Resolves when the kept rows are in the store. */
  function start(): Promise<void> {
    starting ??= startNow()
    return starting
  }

  async function startNow(): Promise<void> {
    userId = session.user?.id ?? 0
    if (!userId) return
    opened = openCache(userId).catch(() => null)
    stops = [
      watch(
        () => conversations.shown,
        () => {
          // As they are then, not as they were when the first of several changes asked for it.
          const rows = () => conversations.shown.rows.slice(0, kMostListRows)
          if (conversations.loaded) later('list', (cache) => cache.putList(rows()))
        },
      ),
      watch(
        () => (messages.openId === null ? null : messages.threadOf(messages.openId).rows),
        () => {
          const id = messages.openId
          if (id !== null) later(`thread ${id}`, (cache) => writeThread(cache, id))
        },
      ),
    ]
    const cache = await opened
    const rows = (await cache?.list().catch(() => [])) ?? []
    if (userId === session.user?.id) conversations.seed(rows)
  }

  async function writeThread(cache: Cache, id: number): Promise<void> {
    const thread = messages.threadOf(id)
    // A window in the past is not what a start should show.
    const inPast = (thread as { hasNewer?: boolean }).hasNewer === true
    if (thread.loaded && !thread.stale && !inPast && thread.rows.length > 0) {
      await cache.putThread(id, thread.rows)
    }
  }

  function later(key: string, write: (cache: Cache) => Promise<void>): void {
    if (timers.has(key)) return
    timers.set(
      key,
      setTimeout(() => {
        timers.delete(key)
        void opened?.then((cache) => cache && write(cache)).catch(() => undefined)
      }, kWriteAfterMs),
    )
  }

  /**
   * Puts the kept messages of a conversation into its thread, unless it has some; they count as
   * stale, so that opening it joins them with what the server has.
   */
  async function seedThread(id: number): Promise<void> {
    if (messages.threadOf(id).loaded) return
    const cache = await opened
    const rows = (await cache?.thread(id).catch(() => [])) ?? []
    const thread = messages.threadOf(id)
    if (rows.length === 0 || thread.loaded || thread.loading) return
    thread.rows = rows.map((row) => Object.freeze(row))
    thread.hasOlder = true
    thread.tail = newestId(rows)
    thread.stale = true
    thread.fromCache = true
    thread.loaded = true
  }

  function stop(): void {
    for (const each of stops) each()
    for (const timer of timers.values()) clearTimeout(timer)
    stops = []
    timers.clear()
    void opened?.then((cache) => cache?.close())
    opened = null
    starting = null
    userId = 0
  }

  return { start, seedThread, stop }
})
