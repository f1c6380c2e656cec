import { computed, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import { failureOf } from '@/i18n/errors'
import type { Failure } from '@/i18n/errors'
import { useArrivals } from '@/notice/arrivals'
import { listState } from '@/ui/list_state'
import { useOfficeCounts } from '../counts'
import { listMails } from './api'
import type { Mail, Wanted } from './api'

const kPage = 30
/** The most that one request asks for. */
const kMost = 100
/** Frames that come together are one request. */
const kPauseMs = 200

/** What is shown of the mailbox, and which of it is chosen. */
export function useMails(wanted: Ref<Wanted>) {
  const counts = useOfficeCounts()
  const rows = shallowRef<readonly Mail[]>([])
  const total = shallowRef(0)
  const loaded = shallowRef(false)
  const error = shallowRef<Failure | null>(null)
  const busy = shallowRef(false)
  const chosen = shallowRef<ReadonlySet<number>>(new Set())
  let asked = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const state = computed(() => listState(rows.value.length, loaded.value, error.value))
  const hasMore = computed(() => rows.value.length < total.value)
  const picked = computed(() => rows.value.filter((each) => chosen.value.has(each.id)))

  function put(found: readonly Mail[], all: number) {
    rows.value = found
    total.value = all
    const there = new Set(found.map((each) => each.id))
    choose([...chosen.value].filter((id) => there.has(id)))
  }
  function choose(ids: Iterable<number>) {
    chosen.value = new Set(ids)
  }
  function toggle(id: number) {
    const without = [...chosen.value].filter((each) => each !== id)
    choose(without.length < chosen.value.size ? without : [...without, id])
  }

  /** As many rows as are shown, so that a list that loads again does not become shorter. */
  async function load(): Promise<void> {
    clearTimeout(timer)
    const mine = ++asked
    const size = Math.min(kMost, Math.max(kPage, Math.ceil(rows.value.length / kPage) * kPage))
    try {
      const page = await listMails(wanted.value, 1, size)
      if (mine !== asked) return
      put(page.rows, page.total)
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
      const page = await listMails(wanted.value, Math.floor(rows.value.length / kPage) + 1, kPage)
      if (mine !== asked) return
      const known = new Set(rows.value.map((each) => each.id))
      put([...rows.value, ...page.rows.filter((each) => !known.has(each.id))], page.total)
    } finally {
      busy.value = false
    }
  }

  function soon(): void {
    counts.soon()
    clearTimeout(timer)
    timer = setTimeout(() => void load(), kPauseMs)
  }
  function patch(ids: readonly number[], change: Partial<Mail>): void {
    rows.value = rows.value.map((each) => (ids.includes(each.id) ? { ...each, ...change } : each))
  }

  watch(
    wanted,
    (now, before) => {
      if (JSON.stringify(now) === JSON.stringify(before)) return
      asked++
      rows.value = []
      total.value = 0
      loaded.value = false
      error.value = null
      choose([])
      void load()
    },
    { immediate: true },
  )
  useArrivals(['EMAIL'], soon)
  return {
    rows,
    total,
    state,
    error,
    hasMore,
    busy,
    chosen,
    picked,
    choose,
    toggle,
    load,
    more,
    soon,
    patch,
  }
}
export type Mails = ReturnType<typeof useMails>
