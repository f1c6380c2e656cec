import { onScopeDispose, shallowRef } from 'vue'
import { failureOf } from '@/i18n/errors'
import type { Failure } from '@/i18n/errors'
import * as api from './api'
import type { ExternalContact, ExternalGroup, ExternalTag, View } from './api'

const kPage = 50
/** The most that one request asks for. */
const kMost = 100

/** A list of contacts page by page, and the groups and tags beside it. */
export function useContacts() {
  const rows = shallowRef<readonly ExternalContact[]>([])
  const total = shallowRef(0)
  const known = shallowRef(false)
  const error = shallowRef<Failure | null>(null)
  const groups = shallowRef<readonly ExternalGroup[]>([])
  const tags = shallowRef<readonly ExternalTag[]>([])
  let shown: { view: View; keyword: string } = { view: { kind: 'all' }, keyword: '' }
  let running: AbortController | null = null
  let page = 1
  onScopeDispose(() => running?.abort())

  async function load(view: View, keyword: string): Promise<void> {
    running?.abort()
    const mine = new AbortController()
    running = mine
    // As many rows as are shown, so that a list that loads again does not become shorter.
    const same = view === shown.view && keyword === shown.keyword
    const pages = same ? Math.ceil(rows.value.length / kPage) : 1
    const size = Math.min(kMost, Math.max(1, pages) * kPage)
    shown = { view, keyword }
    error.value = null
    try {
      const found = await api.listContacts(view, keyword, 1, size, mine.signal)
      if (mine.signal.aborted) return
      rows.value = found.rows
      total.value = found.total
      known.value = true
      page = size / kPage
    } catch (cause) {
      if (mine.signal.aborted) return
      rows.value = []
      known.value = false
      error.value = failureOf(cause)
    }
  }

  /** Throws as request() does. */
  async function more(): Promise<void> {
    const mine = running
    const found = await api.listContacts(shown.view, shown.keyword, page + 1, kPage)
    if (running !== mine) return
    page++
    const ids = new Set(rows.value.map((each) => each.id))
    rows.value = [...rows.value, ...found.rows.filter((each) => !ids.has(each.id))]
    total.value = found.total
  }

  /** Throws as request() does. */
  async function loadSides(): Promise<void> {
    ;[groups.value, tags.value] = await Promise.all([api.listGroups(), api.listTags()])
  }

  /** After a change: what is shown, and what stands beside it. */
  async function again(): Promise<void> {
    await Promise.all([load(shown.view, shown.keyword), loadSides()])
  }
  return { rows, total, known, error, groups, tags, load, more, loadSides, again }
}
