import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { kTodo, useArrivals } from '@/notice/arrivals'
import { getOverview } from './api'
import type { Overview } from '@/api/types'

/** Several frames that come together are one request. */
const kPauseMs = 300
/** Types of notifications after which a number may be another one. */
const kTypes = ['APPROVAL', 'DING', kTodo, 'MEETING', 'SCHEDULE', 'ATTENDANCE', 'EMAIL']

/** The numbers of the workbench, on the rail and in the office; kept new by what arrives. */
export const useOfficeCounts = defineStore('office-counts', () => {
  const overview = shallowRef<Overview | null>(null)
  const waiting = computed(
    () => (overview.value?.approvalCount ?? 0) + (overview.value?.dingCount ?? 0),
  )
  let timer: ReturnType<typeof setTimeout> | undefined

  /** A failure changes nothing: the next frame or reconnect asks again. */
  async function load(): Promise<void> {
    clearTimeout(timer)
    overview.value = await getOverview().catch(() => overview.value)
  }
  /** After something was done that changes a number. */
  function soon(): void {
    clearTimeout(timer)
    timer = setTimeout(() => void load(), kPauseMs)
  }
  function clear(): void {
    clearTimeout(timer)
    overview.value = null
  }
  useArrivals(kTypes, soon)
  return { overview, waiting, load, soon, clear }
})
