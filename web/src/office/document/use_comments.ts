import { onMounted, shallowRef } from 'vue'
import { failureOf } from '@/i18n/errors'
import type { Failure } from '@/i18n/errors'
import { kAnything, useArrivals } from '@/notice/arrivals'
import * as api from './api'
import type { DocComment, Said } from './api'

const kPage = 50
const kMostRows = 100

/** What readers say of a document, the newest first. */
export function useComments(id: number) {
  const rows = shallowRef<readonly DocComment[]>([])
  const total = shallowRef(0)
  const known = shallowRef(false)
  const failure = shallowRef<Failure | null>(null)
  let asked = 0

  async function load(): Promise<void> {
    const mine = ++asked
    try {
      const size = Math.min(kMostRows, Math.max(kPage, rows.value.length))
      const page = await api.listComments(id, 1, size)
      if (mine !== asked) return
      rows.value = page.rows
      total.value = page.total
      known.value = true
      failure.value = null
    } catch (error) {
      if (mine === asked) failure.value = failureOf(error)
    }
  }
  async function more(): Promise<void> {
    const mine = asked
    const page = await api.listComments(id, Math.floor(rows.value.length / kPage) + 1, kPage)
    if (mine !== asked) return
    const ids = new Set(rows.value.map((each) => each.id))
    rows.value = [...rows.value, ...page.rows.filter((each) => !ids.has(each.id))]
    total.value = page.total
  }
  async function add(said: Said): Promise<void> {
    await api.addComment(id, said)
    await load()
  }
  async function remove(commentId: number): Promise<void> {
    await api.deleteComment(commentId)
    await load()
  }
  useArrivals(['DOCUMENT', kAnything], () => void load())
  onMounted(load)
  return { rows, total, known, failure, load, more, add, remove }
}
