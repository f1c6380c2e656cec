import { computed, onScopeDispose, shallowRef } from 'vue'
import type { Page } from '@/api/http'
import { failureOf } from '@/i18n/errors'
import type { Failure } from '@/i18n/errors'
import { listState } from '@/ui/list_state'

/** The most rows that one request asks for. */
const kMost = 100
/** Frames that come together are one request. */
const kPauseMs = 200

/**
 * A list that the server gives by pages of `size` rows; `ask` asks for one of them. `also` is done
 * when it is read anew because something may have changed.
 */
export function usePages<Row extends { id: number }>(
  size: number,
  ask: (pageNum: number, pageSize: number) => Promise<Page<Row>>,
  also?: () => void,
) {
  const rows = shallowRef<readonly Row[]>([])
  const total = shallowRef(0)
  const known = shallowRef(false)
  const failure = shallowRef<Failure | null>(null)
  const busy = shallowRef(false)
  const state = computed(() => listState(rows.value.length, known.value, failure.value))
  const hasMore = computed(() => rows.value.length < total.value)
  let asked = 0
  /** Requests for the first rows that are not answered yet. */
  let waiting = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  onScopeDispose(() => clearTimeout(timer), true)

  /** As many rows as are shown, so that a list that loads again does not become shorter. */
  async function load(): Promise<void> {
    clearTimeout(timer)
    const mine = ++asked
    const shown = Math.ceil(rows.value.length / size) * size
    waiting++
    try {
      const page = await ask(1, Math.min(kMost, Math.max(size, shown)))
      if (mine !== asked) return
      rows.value = page.rows
      total.value = page.total
      known.value = true
      failure.value = null
    } catch (error) {
      if (mine === asked) failure.value = failureOf(error)
    } finally {
      waiting--
    }
  }

  /** Throws as request() does. */
  async function more(): Promise<void> {
    const mine = asked
    busy.value = true
    try {
      const page = await ask(Math.floor(rows.value.length / size) + 1, size)
      if (mine !== asked) return
      const ids = new Set(rows.value.map((each) => each.id))
      rows.value = [...rows.value, ...page.rows.filter((each) => !ids.has(each.id))]
      total.value = page.total
    } finally {
      busy.value = false
    }
  }

  /** Something may have changed. */
  function soon(): void {
    clearTimeout(timer)
    timer = setTimeout(() => {
      void load()
      also?.()
    }, kPauseMs)
  }

  /**
   * Shows a change at once, and `tell` tells it the server. Rows that were asked for before the
   * server knew are not shown, they would take it back: they are asked for again. Throws as
   * `tell` does, and what the server has is shown again.
   */
  async function change(
    ids: readonly number[],
    what: Partial<Row>,
    tell: () => Promise<unknown>,
  ): Promise<void> {
    rows.value = rows.value.map((each) => (ids.includes(each.id) ? { ...each, ...what } : each))
    let again = waiting > 0
    asked++
    try {
      await tell()
    } catch (error) {
      again = true
      throw error
    } finally {
      again ||= waiting > 0
      asked++
      if (again) soon()
    }
  }

  /** Another list: nothing of this one is shown any more. */
  function clear(): void {
    asked++
    rows.value = []
    total.value = 0
    known.value = false
    failure.value = null
  }
  return { rows, total, known, failure, busy, state, hasMore, load, more, soon, change, clear }
}
