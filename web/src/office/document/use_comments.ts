import { onMounted } from 'vue'
import { kAnything, useArrivals } from '@/notice/arrivals'
import { usePages } from '../use_pages'
import * as api from './api'
import type { Said } from './api'

const kPage = 50

/** What readers say of a document, the newest first. */
export function useComments(id: number) {
  const pages = usePages(kPage, (pageNum, pageSize) => api.listComments(id, pageNum, pageSize))

  async function add(said: Said): Promise<void> {
    await api.addComment(id, said)
    await pages.load()
  }
  async function remove(commentId: number): Promise<void> {
    await api.deleteComment(commentId)
    await pages.load()
  }
  useArrivals(['DOCUMENT', kAnything], () => void pages.load())
  onMounted(pages.load)
  return { ...pages, add, remove }
}
