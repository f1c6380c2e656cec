import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import * as api from './api'
import type { Notice } from './api'
import { failureOf } from '@/i18n/errors'
import type { Failure } from '@/i18n/errors'

/** The list behind the bell, and how many of it are unread. */

const kPage = 30

export const useNotices = defineStore('notices', () => {
  const rows = shallowRef<readonly Notice[]>([])
  const unread = shallowRef(0)
  const loaded = shallowRef(false)
  const hasMore = shallowRef(false)
  const error = shallowRef<Failure | null>(null)
  let page = 0
  /** How often what is shown has changed: an answer from before a change would take it back. */
  let changes = 0

  /** The number alone, for the badge; a failure changes nothing. */
  async function count(): Promise<void> {
    try {
      unread.value = await api.countUnreadNotices()
    } catch {
      // The next frame or reconnect asks again.
    }
  }

  async function load(): Promise<void> {
    try {
      const before = changes
      const first = await api.listNotices(1, kPage)
      if (before !== changes) return await load()
      rows.value = first
      page = 1
      hasMore.value = first.length >= kPage
      loaded.value = true
      error.value = null
      void count()
    } catch (cause) {
      error.value = failureOf(cause)
    }
  }

  async function more(): Promise<void> {
    const next = await api.listNotices(page + 1, kPage)
    const known = new Set(rows.value.map((each) => each.id))
    rows.value = [...rows.value, ...next.filter((each) => !known.has(each.id))]
    page++
    hasMore.value = next.length >= kPage
  }

  /** One came over the socket. */
  function came(): void {
    unread.value++
    if (loaded.value) void load()
    else void count()
  }

  async function read(notice: Notice): Promise<void> {
    if (notice.read) return
    replace({ ...notice, read: true })
    unread.value = Math.max(0, unread.value - 1)
    try {
      await api.readNotice(notice.id)
      changes++
    } catch (cause) {
      void load()
      throw cause
    }
  }

  /** What a notice tells was dealt with elsewhere; a failure changes nothing. */
  async function readRelated(type: string, relatedId: number): Promise<void> {
    try {
      const waiting = await api.listUnreadNotices(type)
      const done = waiting.filter((each) => each.relatedId === relatedId)
      for (const each of done) {
        await api.readNotice(each.id)
        replace({ ...each, read: true })
      }
      if (done.length > 0) await count()
    } catch {
      // It stays unread until it is opened.
    }
  }

  async function readAll(): Promise<void> {
    await api.readAllNotices()
    changes++
    rows.value = rows.value.map((each) => ({ ...each, read: true }))
    unread.value = 0
  }

  async function remove(notice: Notice): Promise<void> {
    await api.deleteNotice(notice.id)
    changes++
    rows.value = rows.value.filter((each) => each.id !== notice.id)
    if (!notice.read) unread.value = Math.max(0, unread.value - 1)
  }

  function replace(notice: Notice): void {
    changes++
    rows.value = rows.value.map((each) => (each.id === notice.id ? notice : each))
  }

  function clear(): void {
    rows.value = []
    unread.value = 0
    loaded.value = false
    hasMore.value = false
    error.value = null
  }

  return {
    rows,
    unread,
    loaded,
    hasMore,
    error,
    count,
    load,
    more,
    came,
    read,
    readRelated,
    readAll,
    remove,
    clear,
  }
})
