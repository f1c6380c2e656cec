import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import type { ShallowRef } from 'vue'
import { errorText } from '@/i18n/errors'
import { isSearchable } from '@/base/highlight'
import { searchMessages } from '@/message/api'
import type { MessageHit, MessageQuery } from '@/message/api'
import { sayError } from '@/ui/say'

export type HitKind = 'any' | 'images' | 'files' | 'links'
export const kHitKinds: HitKind[] = ['any', 'images', 'files', 'links']
const kTypes: Partial<Record<HitKind, string>> = { images: 'IMAGE', files: 'FILE', links: 'TEXT' }
const kLink = /https?:\/\//
const kAfterKeyMs = 200
const kPage = 20

/**
 * What is searched for in one conversation, and what was found. It asks by itself when something
 * changes, but not while an input method is at work; `anew` hears when other hits are there.
 */
export function useSearchHere(
  conversationId: number,
  composing: ShallowRef<boolean>,
  anew: () => void,
) {
  const keyword = shallowRef('')
  const kind = shallowRef<HitKind>('any')
  const senderId = shallowRef(0)
  const from = shallowRef('')
  const to = shallowRef('')
  const hits = shallowRef<readonly MessageHit[]>([])
  const total = shallowRef(0)
  const page = shallowRef(1)
  /** What the hits belong to; null = nothing was searched. */
  const answered = shallowRef<string | null>(null)
  const searching = shallowRef(false)
  const problem = shallowRef('')
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: AbortController | null = null

  const hasFilter = computed(
    () => kind.value !== 'any' || senderId.value > 0 || from.value !== '' || to.value !== '',
  )
  const canSearch = computed(() => isSearchable(keyword.value) || hasFilter.value)
  const hasMore = computed(() => page.value * kPage < total.value)

  onScopeDispose(() => {
    clearTimeout(timer)
    running?.abort()
  })
  watch([keyword, composing], () => {
    clearTimeout(timer)
    if (!composing.value) timer = setTimeout(() => void search(), kAfterKeyMs)
  })
  watch([kind, senderId, from, to], () => void search())

  function query(pageNum: number): MessageQuery {
    const typed = keyword.value.trim()
    const wanted = typed || (kind.value === 'links' ? 'http' : '')
    return {
      conversationId,
      keyword: wanted,
      pageNum,
      pageSize: kPage,
      ...(kTypes[kind.value] ? { messageType: kTypes[kind.value] } : {}),
      ...(senderId.value ? { senderId: senderId.value } : {}),
      ...(from.value ? { startTime: from.value } : {}),
      ...(to.value ? { endTime: to.value } : {}),
    }
  }
  const fitting = (items: readonly MessageHit[]) =>
    kind.value === 'links' ? items.filter((each) => kLink.test(each.content ?? '')) : items

  /** The older request is aborted; its results stay, dimmed, until the new ones are there. */
  async function search() {
    clearTimeout(timer)
    running?.abort()
    problem.value = ''
    if (!canSearch.value) {
      searching.value = false
      hits.value = []
      answered.value = null
      return
    }
    const mine = new AbortController()
    running = mine
    searching.value = true
    try {
      const found = await searchMessages(query(1), mine.signal)
      hits.value = fitting(found.items ?? [])
      total.value = found.total ?? hits.value.length
      page.value = 1
      anew()
      answered.value = keyword.value.trim()
    } catch (error) {
      if (mine.signal.aborted) return
      problem.value = errorText(error)
    } finally {
      if (running === mine) searching.value = false
    }
  }
  async function more() {
    searching.value = true
    try {
      const next = await searchMessages(query(page.value + 1))
      page.value++
      const known = new Set(hits.value.map((each) => each.id))
      hits.value = [
        ...hits.value,
        ...fitting(next.items ?? []).filter((each) => !known.has(each.id)),
      ]
    } catch (error) {
      sayError(error)
    } finally {
      searching.value = false
    }
  }

  function widen() {
    kind.value = 'any'
    senderId.value = 0
    from.value = ''
    to.value = ''
  }

  return {
    keyword,
    kind,
    senderId,
    from,
    to,
    hits,
    total,
    answered,
    searching,
    problem,
    hasFilter,
    hasMore,
    search,
    more,
    widen,
  }
}
