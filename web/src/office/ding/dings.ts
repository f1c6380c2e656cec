import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Ding } from '@/api/types'
import { failureOf } from '@/i18n/errors'
import type { Failure } from '@/i18n/errors'
import { useArrivals } from '@/notice/arrivals'
import { useOfficeCounts } from '../counts'
import * as api from './api'
import { isOpen, urgentOf } from './ding_rules'
import type { DingTab } from './ding_rules'

/** The DINGs that one looks at, and the urgent ones that wait for an answer. */

const kPage = 30
/** Confirmations that come together are one request. */
const kPauseMs = 300

export const useDings = defineStore('dings', () => {
  const counts = useOfficeCounts()
  /** What is shown, or null while no page of DINGs is open. */
  const tab = shallowRef<DingTab | null>(null)
  const rows = shallowRef<readonly Ding[]>([])
  const loaded = shallowRef(false)
  const hasMore = shallowRef(false)
  const failure = shallowRef<Failure | null>(null)
  /** Received lately. */
  const recent = shallowRef<readonly Ding[]>([])
  const urgent = computed(() => urgentOf(recent.value))
  const changed = new Set<number>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let page = 0
  let asked = 0

  async function pageOf(of: DingTab, number: number): Promise<Ding[]> {
    if (of === 'received') return api.listReceived(number, kPage)
    return api.listSent(number, kPage, of === 'scheduled' ? 'DRAFT' : null)
  }
  /** What waits for its time has a list of its own. */
  const belongs = (of: DingTab) => (each: Ding) => of !== 'sent' || each.status !== 'DRAFT'

  async function show(next: DingTab | null): Promise<void> {
    tab.value = next
    rows.value = []
    loaded.value = false
    hasMore.value = false
    failure.value = null
    if (next) await load()
  }

  async function load(): Promise<void> {
    const now = tab.value
    if (!now) return
    const mine = ++asked
    try {
      const first = await pageOf(now, 1)
      if (mine !== asked) return
      rows.value = first.filter(belongs(now))
      page = 1
      hasMore.value = first.length >= kPage
      loaded.value = true
      failure.value = null
    } catch (error) {
      if (mine === asked) failure.value = failureOf(error)
    }
  }

  async function more(): Promise<void> {
    const now = tab.value
    if (!now) return
    const next = await pageOf(now, page + 1)
    if (now !== tab.value) return
    const known = new Set(rows.value.map((each) => each.id))
    rows.value = [...rows.value, ...next.filter(belongs(now)).filter((each) => !known.has(each.id))]
    page++
    hasMore.value = next.length >= kPage
  }

  /** A failure changes nothing: the next frame or reconnect asks again. */
  async function look(): Promise<void> {
    recent.value = await api.listReceived(1, kPage).catch(() => recent.value)
  }

  function put(ding: Ding): void {
    const swap = (each: Ding) => (each.id === ding.id ? { ...each, ...ding } : each)
    rows.value = rows.value.map(swap)
    recent.value = recent.value.map(swap)
  }

  async function refresh(): Promise<void> {
    const ids = [...changed]
    changed.clear()
    for (const id of ids) {
      const found = await api.getDing(id).catch(() => null)
      if (found) put(found)
    }
  }

  async function read(ding: Ding): Promise<void> {
    if (ding.isRead !== false) return
    put({ ...ding, isRead: true })
    await api.readDing(ding.id)
    counts.soon()
  }

  /** Says that it came; one without receipts is only read. */
  async function answer(ding: Ding, remark: string): Promise<void> {
    if (!ding.receiptRequired) return read(ding)
    await api.confirmDing(ding.id, remark)
    counts.soon()
    put(await api.getDing(ding.id))
  }

  async function cancel(ding: Ding): Promise<void> {
    await api.cancelDing(ding.id)
    await load()
  }

  useArrivals(['DING'], ({ body }) => {
    const own = body.action === 'ding_read' || body.action === 'ding_confirmed'
    if (own) {
      changed.add(Number(body.dingId))
      clearTimeout(timer)
      timer = setTimeout(() => void refresh(), kPauseMs)
      return
    }
    void look()
    if (tab.value === 'received' || !('action' in body)) void load()
  })

  function clear(): void {
    clearTimeout(timer)
    void show(null)
    recent.value = []
  }
  return {
    tab,
    rows,
    loaded,
    hasMore,
    failure,
    urgent,
    show,
    load,
    more,
    look,
    read,
    answer,
    cancel,
    isOpen,
    clear,
  }
})
