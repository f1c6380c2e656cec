import { defineStore } from 'pinia'
import { computed, shallowReactive, shallowRef } from 'vue'
import * as api from './conversation_api'
import { unreadMentions } from './api'
import type { Conversation, Message } from '@/api/types'
import { failureOf } from '@/i18n/errors'
import type { Failure } from '@/i18n/errors'
import { paced } from '@/base/paced'

/** The list on the left, and what is known of people: presence and typing. */

/** A typing notice without a follow-up is over after this. */
const kTypingForMs = 6_000
const kReloadAfterMs = 300
/** The list is drawn at most so often while messages pour in. */
const kDrawEveryMs = 100

interface Typist {
  userId: number
  name: string
}

/** What this tab knows better than an answer that was asked for before it learned it. */
interface Correction {
  row(row: Conversation, number: number): Conversation
  isRead(message: Message): boolean
}

export const useConversations = defineStore('conversations', () => {
  const byId = shallowReactive(new Map<number, Conversation>())
  const loaded = shallowRef(false)
  /** Rows are shown, but they are those of the last visit. */
  const cached = shallowRef(false)
  const error = shallowRef<Failure | null>(null)
  const online = shallowReactive(new Map<number, boolean>())
  const typing = shallowReactive(new Map<number, Typist>())
  /** Conversations whose unread mentions were all of everybody. */
  const allNamed = shallowReactive(new Set<number>())
  const typingTimers = new Map<number, ReturnType<typeof setTimeout>>()
  let correct: Correction = { row: (row) => row, isRead: () => false }
  let reloadTimer: ReturnType<typeof setTimeout> | undefined
  let loading: Promise<void> | null = null
  let next: Promise<void> | null = null
  /** How many answers were asked for. What is known since the last was asked for may be newer. */
  let asked = 0
  /** What is done again to a list that was on its way meanwhile, in its order. */
  let again: (() => void)[] | null = null

  /** Taken off the list here, while it can still be undone. */
  const hidden = shallowReactive(new Set<number>())

  const sorted = computed(() =>
    [...byId.values()].filter((each) => !hidden.has(each.id)).sort(compare),
  )
  /** What the tab title shows: muted ones do not count, unless somebody mentions me. */
  const unreadTotal = computed(() => {
    let total = 0
    for (const each of byId.values()) {
      if (hidden.has(each.id)) continue
      if (!each.muted) total += each.unreadCount
      else if (each.hasMention && each.unreadCount > 0) total++
    }
    return total
  })

  /** As they are drawn, so that list, badges and title agree. */
  const shown = paced(
    () => ({
      rows: sorted.value,
      unread: unreadTotal.value,
      any: byId.size > 0,
      known: loaded.value || cached.value,
    }),
    kDrawEveryMs,
  )

  /**
   * Throws nothing; a failure is in `error`. One request at a time: asked for while an answer is on
   * its way, it is asked for again behind that, since the one on its way may be older than what
   * made somebody ask.
   */
  function load(): Promise<void> {
    if (!loading) {
      loading = loadNow().finally(() => (loading = null))
      return loading
    }
    next ??= loading.then(() => {
      next = null
      return load()
    })
    return next
  }

  async function loadNow(): Promise<void> {
    const late: (() => void)[] = []
    again = late
    const number = ++asked
    try {
      const list = await api.listConversations()
      const ids = new Set(list.map((each) => each.id))
      for (const id of byId.keys()) if (!ids.has(id)) byId.delete(id)
      for (const each of list) put(each, number)
      loaded.value = true
      cached.value = false
      error.value = null
      // The answer may have been written before it happened: then it does not know of it.
      again = null
      for (const each of late) each()
    } catch (cause) {
      error.value = failureOf(cause)
    } finally {
      again = null
    }
  }

  /** Several hints in a row cost one request. */
  function reloadSoon(): void {
    clearTimeout(reloadTimer)
    reloadTimer = setTimeout(() => void load(), kReloadAfterMs)
  }

  /** `number`: that of the answer the row came with; 0 = nobody knows how old it is. */
  function put(row: Conversation, number = 0): void {
    const counted = { ...row, unreadCount: row.unreadCount ?? 0 }
    byId.set(row.id, Object.freeze(correct.row(counted, number)))
    const peer = peerOf(row)
    if (peer && typeof row.peerOnline === 'boolean') online.set(peer, row.peerOnline)
  }

  /** Takes over the members that are present; an unknown id is ignored. */
  function patch(id: number, change: Partial<Conversation>): void {
    again?.push(() => overwrite(id, lasting(change, byId.get(id)?.lastMessage?.id)))
    overwrite(id, change)
  }

  function overwrite(id: number, change: Partial<Conversation>): void {
    const old = byId.get(id)
    if (!old) return
    const defined = Object.fromEntries(
      Object.entries(change).filter(([, value]) => value !== undefined && value !== null),
    )
    byId.set(id, Object.freeze({ ...old, ...defined }))
  }

  /** A message arrived or was sent; `counts` = it is unread. */
  function touch(message: Message, counts: boolean): void {
    again?.push(() => touch(message, counts && !correct.isRead(message)))
    const row = byId.get(message.conversationId)
    if (!row) {
      reloadSoon()
      return
    }
    const newest = row.lastMessage?.id ?? 0
    if (message.id <= newest) return
    // It comes back with the next message, as on the server.
    hidden.delete(row.id)
    overwrite(row.id, {
      lastMessage: { ...message },
      lastMessageTime: message.createTime,
      unreadCount: row.unreadCount + (counts ? 1 : 0),
    })
  }

  /** Somebody named me, or everybody. */
  function named(id: number, everybody: boolean): void {
    const before = byId.get(id)?.hasMention === true
    if (!everybody) allNamed.delete(id)
    else if (!before) allNamed.add(id)
    patch(id, { hasMention: true })
  }

  /** Of the mentions the list tells of: in which conversations only everybody was named. */
  async function learnMentions(): Promise<void> {
    if (![...byId.values()].some((row) => row.hasMention)) return
    const rows = await unreadMentions().catch(() => null)
    if (!rows) return
    const mine = new Set<number>()
    allNamed.clear()
    for (const row of rows) {
      if (row.mentionType === 'ALL') allNamed.add(row.conversationId)
      else mine.add(row.conversationId)
    }
    for (const id of mine) allNamed.delete(id)
  }

  function correctWith(correction: Correction): void {
    correct = correction
  }

  function remove(id: number): void {
    again?.push(() => byId.delete(id))
    byId.delete(id)
  }

  /** Makes sure that a conversation named by a link is there; false = it is not ours. */
  async function ensure(id: number): Promise<boolean> {
    if (byId.has(id)) return true
    const number = ++asked
    const row = await api.getConversation(id)
    if (!byId.has(id)) put(row, number)
    return true
  }

  /** Shows rows kept from the last visit, until the server's list is there. */
  function seed(rows: readonly Conversation[]): void {
    if (loaded.value || byId.size > 0) return
    for (const row of rows) put(row)
    cached.value = rows.length > 0
  }

  function setTyping(conversationId: number, typist: Typist | null): void {
    clearTimeout(typingTimers.get(conversationId))
    typingTimers.delete(conversationId)
    if (!typist) {
      typing.delete(conversationId)
      return
    }
    typing.set(conversationId, typist)
    typingTimers.set(
      conversationId,
      setTimeout(() => typing.delete(conversationId), kTypingForMs),
    )
  }

  function clear(): void {
    clearTimeout(reloadTimer)
    byId.clear()
    hidden.clear()
    allNamed.clear()
    online.clear()
    typing.clear()
    loaded.value = false
    cached.value = false
    error.value = null
  }

  return {
    byId,
    hidden,
    allNamed,
    sorted,
    loaded,
    cached,
    seed,
    error,
    online,
    typing,
    unreadTotal,
    shown,
    load,
    reloadSoon,
    put,
    patch,
    touch,
    named,
    learnMentions,
    remove,
    correctWith,
    askedFor: () => asked,
    ensure,
    setTyping,
    clear,
  }
})

/**
 * What of `change` holds for a newer row too. How much is unread follows from what was read, which
 * the correction knows; and what became of a message says nothing about the one that came since.
 */
function lasting(change: Partial<Conversation>, last?: number): Partial<Conversation> {
  const kept = { ...change }
  delete kept.unreadCount
  delete kept.lastReadMessageId
  if (kept.lastMessage?.id !== last) delete kept.lastMessage
  return kept
}

/** The other person of a direct conversation, else 0. */
export function peerOf(row: Conversation): number {
  return row.type === 'GROUP' ? 0 : (row.peerUserId ?? row.targetId ?? 0)
}

/** Pinned first, then the one with the newest message. */
export function compare(a: Conversation, b: Conversation): number {
  const pinned = Number(b.pinned === true) - Number(a.pinned === true)
  if (pinned !== 0) return pinned
  // The wire's date-times sort as text.
  const timeA = a.lastMessageTime ?? a.updateTime ?? a.createTime ?? ''
  const timeB = b.lastMessageTime ?? b.updateTime ?? b.createTime ?? ''
  if (timeA !== timeB) return timeA < timeB ? 1 : -1
  return (b.lastMessage?.id ?? 0) - (a.lastMessage?.id ?? 0) || b.id - a.id
}
