import { computed, shallowReactive, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import { listApprovals } from './api'
import type { Approval, Filter, Tab } from './api'
import { failureOf } from '@/i18n/errors'
import type { Failure } from '@/i18n/errors'
import { useArrivals } from '@/notice/arrivals'
import { listState } from '@/ui/list_state'

export const kTabs: readonly Tab[] = ['waiting', 'handled', 'mine', 'copied']
const kPage = 30
/** Frames that come together are one request. */
const kPauseMs = 200

/** One of the four lists, and how long each of them is. */
export function useApprovals(tab: Ref<Tab>, filter: Ref<Filter>) {
  const rows = shallowRef<readonly Approval[]>([])
  const totals = shallowReactive<Partial<Record<Tab, number>>>({})
  const total = shallowRef(0)
  const loaded = shallowRef(false)
  const error = shallowRef<Failure | null>(null)
  const busy = shallowRef(false)
  let asked = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const state = computed(() => listState(rows.value.length, loaded.value, error.value))
  const hasMore = computed(() => rows.value.length < total.value)
  const filtered = computed(() => Boolean(filter.value.keyword || filter.value.status))

  /** As many rows as are shown, so that a list that loads again does not become shorter. */
  async function load(): Promise<void> {
    clearTimeout(timer)
    const mine = ++asked
    const wanted = tab.value
    const size = Math.min(100, Math.max(kPage, Math.ceil(rows.value.length / kPage) * kPage))
    try {
      const page = await listApprovals(wanted, filter.value, 1, size)
      if (mine !== asked) return
      rows.value = page.rows
      total.value = page.total
      if (!filtered.value) totals[wanted] = page.total
      loaded.value = true
      error.value = null
    } catch (cause) {
      if (mine === asked) error.value = failureOf(cause)
    }
  }

  async function more(): Promise<void> {
    const mine = asked
    busy.value = true
    try {
      const next = Math.floor(rows.value.length / kPage) + 1
      const page = await listApprovals(tab.value, filter.value, next, kPage)
      if (mine !== asked) return
      const known = new Set(rows.value.map((each) => each.id))
      rows.value = [...rows.value, ...page.rows.filter((each) => !known.has(each.id))]
      total.value = page.total
    } finally {
      busy.value = false
    }
  }

  /** The lengths of the lists that are not shown; a failure changes nothing. */
  async function count(): Promise<void> {
    const others = kTabs.filter((each) => each !== tab.value || filtered.value)
    await Promise.all(
      others.map(async (each) => {
        const page = await listApprovals(each, {}, 1, 1).catch(() => null)
        if (page) totals[each] = page.total
      }),
    )
  }

  function soon(): void {
    clearTimeout(timer)
    timer = setTimeout(() => {
      void load()
      void count()
    }, kPauseMs)
  }

  watch(
    [tab, filter],
    ([now], [before]) => {
      if (now !== before) {
        rows.value = []
        loaded.value = false
        error.value = null
      }
      void load()
    },
    { deep: false },
  )
  useArrivals(['APPROVAL'], soon)
  return { rows, totals, state, error, hasMore, filtered, busy, load, more, count, soon }
}
