import { computed, shallowReactive, watch } from 'vue'
import type { Ref } from 'vue'
import { listApprovals } from './api'
import type { Filter, Tab } from './api'
import { useArrivals } from '@/notice/arrivals'
import { usePages } from '../use_pages'

export const kTabs: readonly Tab[] = ['waiting', 'handled', 'mine', 'copied']
const kPage = 30

/** One of the four lists, and how long each of them is. */
export function useApprovals(tab: Ref<Tab>, filter: Ref<Filter>) {
  const totals = shallowReactive<Partial<Record<Tab, number>>>({})
  const filtered = computed(() => Boolean(filter.value.keyword || filter.value.status))
  const pages = usePages(kPage, ask, () => void count())

  async function ask(pageNum: number, pageSize: number) {
    const wanted = tab.value
    const whole = !filtered.value
    const page = await listApprovals(wanted, filter.value, pageNum, pageSize)
    if (whole) totals[wanted] = page.total
    return page
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

  watch([tab, filter], ([now], [before]) => {
    if (now !== before) pages.clear()
    void pages.load()
  })
  useArrivals(['APPROVAL'], pages.soon)
  return { ...pages, totals, filtered, count }
}
