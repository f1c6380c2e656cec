import { onScopeDispose, shallowRef } from 'vue'
import type { Department, DepartmentMember } from '@/api/types'
import { failureOf } from '@/i18n/errors'
import type { Failure } from '@/i18n/errors'
import { getDepartment, kRoot, listMembers } from '../people/api'

const kPage = 50

export interface MembersView {
  /** 0: everybody. */
  id: number
  keyword: string
  under: boolean
}

/** One department and the members that are looked for in it. */
export function useMembers() {
  const department = shallowRef<Department | null>(null)
  const rows = shallowRef<readonly DepartmentMember[]>([])
  const known = shallowRef(false)
  const hasMore = shallowRef(false)
  const error = shallowRef<Failure | null>(null)
  let view: MembersView = { id: 0, keyword: '', under: false }
  let running: AbortController | null = null
  let page = 1
  onScopeDispose(() => running?.abort())

  function ask(pageNum: number, signal: AbortSignal): Promise<DepartmentMember[]> {
    const { id, keyword, under } = view
    // Above all departments there is nobody, but for a search in all of them.
    if (id === 0 && !keyword) return Promise.resolve([])
    const wanted = { keyword, includeChildren: under || id === 0, pageNum, pageSize: kPage }
    return listMembers(id || kRoot, wanted, signal)
  }

  async function load(wanted: MembersView): Promise<void> {
    running?.abort()
    const mine = new AbortController()
    running = mine
    if (wanted.id !== view.id) {
      department.value = null
      rows.value = []
      known.value = false
    }
    view = wanted
    error.value = null
    try {
      const [found, first] = await Promise.all([
        wanted.id ? getDepartment(wanted.id, mine.signal) : null,
        ask(1, mine.signal),
      ])
      if (mine.signal.aborted) return
      department.value = found
      rows.value = first
      known.value = true
      hasMore.value = first.length >= kPage
      page = 1
    } catch (cause) {
      if (!mine.signal.aborted) error.value = failureOf(cause)
    }
  }
  const again = () => load(view)

  /** Throws as request() does. */
  async function more(): Promise<void> {
    const mine = running
    if (!mine) return
    const next = await ask(page + 1, mine.signal)
    if (running !== mine) return
    page++
    const ids = new Set(rows.value.map((each) => each.id))
    rows.value = [...rows.value, ...next.filter((each) => !ids.has(each.id))]
    hasMore.value = next.length >= kPage
  }
  return { department, rows, known, hasMore, error, load, again, more }
}
