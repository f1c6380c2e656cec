import { onScopeDispose, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import { searchPeople } from '@/person/api'
import { listMembers, kRoot } from './api'
import { fromFound, fromMember, onlyOnce } from './candidates'
import type { Candidate } from './candidates'

const kPauseMs = 200
const kMost = 50

/** Whom the server finds for what is typed: in departments, and anybody else. */
export function useSearch(text: Ref<string>) {
  const found = shallowRef<readonly Candidate[]>([])
  const searching = shallowRef(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: AbortController | null = null

  watch(text, (now) => {
    clearTimeout(timer)
    running?.abort()
    const keyword = now.trim()
    searching.value = keyword !== ''
    if (keyword) timer = setTimeout(() => void ask(keyword), kPauseMs)
    else found.value = []
  })
  onScopeDispose(() => {
    clearTimeout(timer)
    running?.abort()
  })

  async function ask(keyword: string) {
    const mine = new AbortController()
    running = mine
    const wanted = { includeChildren: true, keyword, pageNum: 1, pageSize: kMost }
    // One that fails leaves what the other found.
    const [members, others] = await Promise.allSettled([
      listMembers(kRoot, wanted, mine.signal),
      searchPeople(keyword, mine.signal),
    ])
    if (mine.signal.aborted) return
    found.value = onlyOnce([
      members.status === 'fulfilled' ? members.value.map(fromMember) : [],
      others.status === 'fulfilled' ? others.value.map(fromFound) : [],
    ])
    searching.value = false
  }
  return { found, searching }
}
