import { onScopeDispose, shallowRef } from 'vue'
import type { Department, DepartmentMember } from '@/api/types'
import { failureOf } from '@/i18n/errors'
import type { Failure } from '@/i18n/errors'
import { getDepartment, kRoot, listMembers } from './api'
import type { DepartmentKey } from './api'

const kPage = 100

/** One department: those under it, and its members by pages. */
export function useDepartment() {
  const department = shallowRef<Department | null>(null)
  const members = shallowRef<readonly DepartmentMember[]>([])
  const hasMore = shallowRef(false)
  const loading = shallowRef(false)
  const error = shallowRef<Failure | null>(null)
  let running: AbortController | null = null
  let page = 1
  onScopeDispose(() => running?.abort())

  function pageOf(id: DepartmentKey, pageNum: number, signal: AbortSignal) {
    return listMembers(id, { pageNum, pageSize: kPage }, signal)
  }

  async function open(id: DepartmentKey): Promise<void> {
    running?.abort()
    const mine = new AbortController()
    running = mine
    loading.value = true
    error.value = null
    try {
      const [found, first] = await Promise.all([
        getDepartment(id, mine.signal),
        id === kRoot ? [] : pageOf(id, 1, mine.signal),
      ])
      if (mine.signal.aborted) return
      department.value = found
      members.value = first
      hasMore.value = first.length >= kPage
      page = 1
    } catch (cause) {
      if (!mine.signal.aborted) error.value = failureOf(cause)
    } finally {
      if (running === mine) loading.value = false
    }
  }

  /** Throws as request() does. */
  async function more(): Promise<void> {
    const here = department.value
    if (!here || !running) return
    const next = await pageOf(here.id, page + 1, running.signal)
    if (department.value !== here) return
    page++
    const known = new Set(members.value.map((each) => each.id))
    members.value = [...members.value, ...next.filter((each) => !known.has(each.id))]
    hasMore.value = next.length >= kPage
  }

  return { department, members, hasMore, loading, error, open, more }
}
