import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import * as api from '@/person/api'
import * as files from '@/file/api'
import type { StoredFile } from '@/file/api'
import { ApiError } from '@/api/http'
import { searchFiles, searchMessages } from './api'
import type { FoundFile, FoundMessage } from './api'
import type { Contact, Found } from '@/api/types'
import { failureOf } from '@/i18n/errors'
import type { Failure } from '@/i18n/errors'
import { isSearchable } from '@/base/highlight'
import { mediaOf } from '@/base/media'
import { matchRank } from '@/base/pinyin'
import { readWords } from './search_words'
import { contactName, useContacts } from '@/person/contacts'
import { useConversations } from '@/message/conversations'
import { findsAlone, isFiltered, kNoFilters, queryOf, useFindFilters } from './find_filters'
import type { Filters, Unknown } from './find_filters'
import { useSession } from '@/session/session'

/**
 * The global search. What it found stays when one goes to a hit, so that back leads to the same
 * list, and the next or previous hit can be opened from the chat.
 */

export type FindPart = 'all' | 'messages' | 'people' | 'groups' | 'files'

export interface FoundPerson {
  id: number
  name: string
  sub: string
  avatar: string | null
  isFriend: boolean
}

/** A file of a conversation, or an own one. */
export interface FoundStored {
  /** 0: known by its link only. */
  fileId: number
  fileName: string | null
  fileSize: number
  fileUrl: string | null
  /** Who sent it; empty for an own one that was not sent. */
  from: string
  messageId: number
}

const kPage = 20
const kLink = /https?:\/\//

/** Files may be closed to somebody; then there are none to find. */
const isRefusal = (error: unknown) => error instanceof ApiError && error.status < 500

export const useFinder = defineStore('finder', () => {
  const conversations = useConversations()
  const contacts = useContacts()
  const session = useSession()
  const keyword = shallowRef('')
  const part = shallowRef<FindPart>('all')
  const messages = shallowRef<readonly FoundMessage[]>([])
  const messageTotal = shallowRef(0)
  const hasMore = shallowRef(false)
  const people = shallowRef<readonly FoundPerson[]>([])
  const found = shallowRef<readonly FoundStored[]>([])
  /** What was chosen for the messages, and what holds with the conditions that were typed. */
  const chosen = shallowRef<Filters>(kNoFilters)
  const filters = shallowRef<Filters>(kNoFilters)
  /** A condition that fits nothing. */
  const unknown = shallowRef<Unknown | null>(null)
  /** What `messages`, `people` and `found` belong to. */
  const answered = shallowRef('')
  /** There is an answer, and the words in it without the conditions. */
  const asked = shallowRef(false)
  const words = shallowRef('')
  const searching = shallowRef(false)
  const problem = shallowRef<Failure | null>(null)
  /** The hit that was opened last, while one walks through them. */
  const walking = shallowRef<number | null>(null)
  let running: AbortController | null = null
  let page = 1
  let query: ReturnType<typeof queryOf> = { keyword: '' }
  const { resolve } = useFindFilters()

  const filtered = computed(() => unknown.value !== null || isFiltered(filters.value))

  const groups = computed(() => {
    const wanted = answered.value
    if (!wanted || filtered.value) return []
    return conversations.sorted.filter(
      (row) => row.type === 'GROUP' && matchRank(row.name ?? '', wanted) > 0,
    )
  })
  const isEmpty = computed(
    () =>
      messages.value.length + people.value.length + found.value.length + groups.value.length === 0,
  )

  /** The older request is aborted; its results stay until the new ones are there. */
  async function search(text: string): Promise<void> {
    running?.abort()
    keyword.value = text
    const typed = readWords(text)
    const wanted = typed.text
    problem.value = unknown.value = null
    walking.value = null
    const mine = new AbortController()
    running = mine
    searching.value = true
    page = 1
    const fits = await resolve(typed, chosen.value, mine.signal).catch((error: unknown) => {
      if (!mine.signal.aborted) problem.value = failureOf(error)
      return null
    })
    if (mine.signal.aborted) return
    if (!fits || 'key' in fits || !(isSearchable(wanted) || findsAlone(fits))) {
      searching.value = false
      reset()
      unknown.value = fits && 'key' in fits ? fits : null
      filters.value = unknown.value || !fits ? chosen.value : (fits as Filters)
      if (unknown.value) answer(text.trim(), wanted)
      return
    }
    query = queryOf(wanted, fits)
    // People, groups and files of one's own have no sender, place or day.
    if (isFiltered(fits)) return searchFiltered(text.trim(), wanted, fits, mine)
    const [hits, persons, sent, stored] = await Promise.allSettled([
      searchMessages({ ...query, pageNum: 1, pageSize: kPage }, mine.signal),
      api.searchPeople(wanted, mine.signal),
      searchFiles(wanted, mine.signal),
      files.listFiles({ keyword: wanted, pageNum: 1, pageSize: kPage }, mine.signal),
    ])
    if (mine.signal.aborted) return
    searching.value = false
    filters.value = fits
    messages.value = hits.status === 'fulfilled' ? hits.value.items : []
    messageTotal.value = hits.status === 'fulfilled' ? hits.value.total : 0
    hasMore.value = kPage < messageTotal.value
    people.value = joinPeople(wanted, persons.status === 'fulfilled' ? persons.value : [])
    found.value = joinFiles(
      sent.status === 'fulfilled' ? sent.value : [],
      stored.status === 'fulfilled' ? stored.value : [],
    )
    answer(wanted, wanted)
    const failed =
      [hits, persons].find((each) => each.status === 'rejected') ??
      [sent, stored].find((each) => each.status === 'rejected' && !isRefusal(each.reason))
    problem.value = failed ? failureOf((failed as PromiseRejectedResult).reason) : null
  }

  async function searchFiltered(
    typed: string,
    wanted: string,
    fits: Filters,
    mine: AbortController,
  ): Promise<void> {
    try {
      const hits = await searchMessages({ ...query, pageNum: 1, pageSize: kPage }, mine.signal)
      reset()
      messages.value = fitting(hits.items, fits)
      messageTotal.value = hits.total
      hasMore.value = kPage < hits.total
    } catch (error) {
      if (mine.signal.aborted) return
      reset()
      problem.value = failureOf(error)
    }
    searching.value = false
    filters.value = fits
    answer(typed, wanted)
  }

  function answer(typed: string, wanted: string): void {
    answered.value = typed
    words.value = wanted
    asked.value = true
  }

  /** The server finds text; whether it is a link shows here. */
  function fitting(items: readonly FoundMessage[], by: Filters): readonly FoundMessage[] {
    return by.kind === 'links' ? items.filter((each) => kLink.test(each.content ?? '')) : items
  }

  /** Files of conversations, then own ones that were not sent anywhere. */
  function joinFiles(sent: readonly FoundFile[], own: readonly StoredFile[]): FoundStored[] {
    const rows = sent.map((hit): FoundStored => {
      const media = mediaOf(hit.content ?? '')
      return {
        fileId: media?.fileId ?? 0,
        fileName: hit.fileName || media?.name || null,
        fileSize: hit.fileSize || media?.size || 0,
        fileUrl: media?.url || null,
        from: hit.senderName ?? '',
        messageId: hit.messageId,
      }
    })
    const known = new Set(rows.map((row) => row.fileId))
    const rest = own.filter((file) => !known.has(file.fileId))
    return [...rows, ...rest.map((file) => ({ ...file, from: '', messageId: 0 }))]
  }

  /** Contacts first, by name, remark and initials; then others whom the server knows. */
  function joinPeople(wanted: string, others: readonly Found[]): FoundPerson[] {
    const rank = (each: Contact) =>
      Math.max(
        matchRank(contactName(each), wanted),
        matchRank(each.friendName ?? '', wanted),
        matchRank(each.username ?? '', wanted),
      )
    const own = contacts.list
      .map((each) => ({ each, rank: rank(each) }))
      .filter((row) => row.rank > 0)
      .sort((a, b) => b.rank - a.rank)
      .map(({ each }) => ({
        id: each.friendId,
        name: contactName(each),
        sub: each.department || each.username || '',
        avatar: each.friendAvatar,
        isFriend: true,
      }))
    const known = new Set(own.map((each) => each.id))
    const strangers = others
      .filter((each) => !known.has(each.id) && each.id !== session.user?.id)
      .map((each) => ({
        id: each.id,
        name: each.nickname || each.username || '',
        sub: each.username ?? '',
        avatar: each.avatar,
        isFriend: each.isFriend === true,
      }))
    return [...own, ...strangers]
  }

  /** Throws as api does. */
  async function moreMessages(): Promise<void> {
    const asking = query
    const next = await searchMessages({ ...query, pageNum: page + 1, pageSize: kPage })
    if (query !== asking) return
    page++
    const known = new Set(messages.value.map((each) => each.id))
    const fresh = fitting(next.items, filters.value).filter((each) => !known.has(each.id))
    messages.value = [...messages.value, ...fresh]
    hasMore.value = page * kPage < next.total
    messageTotal.value = next.total
  }

  function reset(): void {
    messages.value = []
    messageTotal.value = 0
    people.value = []
    found.value = []
    answered.value = words.value = ''
    asked.value = hasMore.value = false
  }

  function clear(): void {
    running?.abort()
    keyword.value = ''
    part.value = 'all'
    chosen.value = filters.value = kNoFilters
    unknown.value = null
    walking.value = null
    problem.value = null
    searching.value = false
    reset()
  }

  return {
    keyword,
    part,
    messages,
    messageTotal,
    people,
    found,
    groups,
    answered,
    asked,
    words,
    chosen,
    filters,
    filtered,
    unknown,
    hasMore,
    searching,
    problem,
    walking,
    isEmpty,
    search,
    moreMessages,
    clear,
  }
})

export function linkOf(hit: FoundMessage): string {
  return `/c/${hit.conversationId}/m/${hit.id}`
}
