import { computed, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import { useArrivals } from '@/notice/arrivals'
import { useOfficeCounts } from '../counts'
import { usePages } from '../use_pages'
import { listMails } from './api'
import type { Wanted } from './api'

const kPage = 30

/** What is shown of the mailbox, and which of it is chosen. */
export function useMails(wanted: Ref<Wanted>) {
  const counts = useOfficeCounts()
  const pages = usePages(kPage, (pageNum, pageSize) => listMails(wanted.value, pageNum, pageSize))
  const { rows } = pages
  const chosen = shallowRef<ReadonlySet<number>>(new Set())
  const picked = computed(() => rows.value.filter((each) => chosen.value.has(each.id)))

  function choose(ids: Iterable<number>) {
    chosen.value = new Set(ids)
  }
  function toggle(id: number) {
    const without = [...chosen.value].filter((each) => each !== id)
    choose(without.length < chosen.value.size ? without : [...without, id])
  }
  // What has left the list is not chosen when it comes back.
  watch(rows, () => choose(picked.value.map((each) => each.id)))

  function soon(): void {
    counts.soon()
    pages.soon()
  }

  watch(
    wanted,
    (now, before) => {
      if (JSON.stringify(now) === JSON.stringify(before)) return
      pages.clear()
      void pages.load()
    },
    { immediate: true },
  )
  useArrivals(['EMAIL'], soon)
  return { ...pages, chosen, picked, choose, toggle, soon }
}
export type Mails = ReturnType<typeof useMails>
