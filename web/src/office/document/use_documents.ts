import { watch } from 'vue'
import type { Ref } from 'vue'
import { kAnything, useArrivals } from '@/notice/arrivals'
import { usePages } from '../use_pages'
import * as api from './api'
import type { Listing } from './api'

const kPage = 30

/** One of the lists, or what a search over all of them has found. */
export function useDocuments(part: Ref<Listing>, keyword: Ref<string>) {
  const pages = usePages(kPage, (pageNum, pageSize) =>
    keyword.value
      ? api.searchDocuments(keyword.value, pageNum, pageSize)
      : api.listDocuments(part.value, pageNum, pageSize),
  )
  watch(
    [part, keyword],
    () => {
      pages.clear()
      void pages.load()
    },
    { immediate: true },
  )
  useArrivals(['DOCUMENT', kAnything], pages.soon)
  return pages
}
