import { computed, onBeforeUnmount, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import { failureOf } from '@/i18n/errors'
import type { Failure } from '@/i18n/errors'
import { kAnything, useArrivals } from '@/notice/arrivals'
import { listState } from '@/ui/list_state'
import * as api from './api'
import type { Doc, Listing } from './api'

const kPage = 30
const kMostRows = 100
const kPauseMs = 300

/** One of the lists, or what a search over all of them has found. */
export function useDocuments(part: Ref<Listing>, keyword: Ref<string>) {
  const rows = shallowRef<readonly Doc[]>([])
  const total = shallowRef(0)
  const known = shallowRef(false)
  const failure = shallowRef<Failure | null>(null)
  const busy = shallowRef(false)
  const state = computed(() => listState(rows.value.length, known.value, failure.value))
  const hasMore = computed(() => rows.value.length < total.value)
  let asked = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function page(number: number, size: number) {
    return keyword.value
      ? api.searchDocuments(keyword.value, number, size)
      : api.listDocuments(part.value, number, size)
  }
  /** As many rows as are shown, so that a list that loads again does not become shorter. */
  async function load(): Promise<void> {
    clearTimeout(timer)
    const mine = ++asked
    const size = Math.min(kMostRows, Math.max(kPage, Math.ceil(rows.value.length / kPage) * kPage))
    try {
      const found = await page(1, size)
      if (mine !== asked) return
      rows.value = found.rows
      total.value = found.total
      known.value = true
      failure.value = null
    } catch (error) {
      if (mine === asked) failure.value = failureOf(error)
    }
  }
  async function more(): Promise<void> {
    const mine = asked
    busy.value = true
    try {
      const found = await page(Math.floor(rows.value.length / kPage) + 1, kPage)
      if (mine !== asked) return
      const ids = new Set(rows.value.map((each) => each.id))
      rows.value = [...rows.value, ...found.rows.filter((each) => !ids.has(each.id))]
      total.value = found.total
    } finally {
      busy.value = false
    }
  }
  function soon(): void {
    clearTimeout(timer)
    timer = setTimeout(() => void load(), kPauseMs)
  }
  watch(
    [part, keyword],
    () => {
      rows.value = []
      known.value = false
      failure.value = null
      void load()
    },
    { immediate: true },
  )
  useArrivals(['DOCUMENT', kAnything], soon)
  onBeforeUnmount(() => clearTimeout(timer))
  return { rows, state, failure, hasMore, busy, load, more }
}
