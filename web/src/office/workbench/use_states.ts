import { shallowRef } from 'vue'
import { failureOf } from '@/i18n/errors'
import type { Failure } from '@/i18n/errors'

/** Pages of a list that the server gives by state, for several states at once as one list. */
const kPage = 50

export interface Row {
  id: number
}

export function useStates<State extends string, R extends Row>(
  ask: (state: State, pageNum: number, pageSize: number) => Promise<R[]>,
  order: (a: R, b: R) => number,
) {
  const rows = shallowRef<readonly R[]>([])
  const known = shallowRef(false)
  const error = shallowRef<Failure | null>(null)
  /** States of which there is more, with the page that comes next. */
  const next = shallowRef<readonly [State, number][]>([])
  let asked = 0

  async function pages(wanted: readonly [State, number][]) {
    const found = await Promise.all(wanted.map(([state, page]) => ask(state, page, kPage)))
    const left = wanted.flatMap(([state, page], i): [State, number][] =>
      found[i]!.length >= kPage ? [[state, page + 1]] : [],
    )
    return { found: found.flat(), left }
  }

  async function load(states: readonly State[]): Promise<void> {
    const mine = ++asked
    try {
      const { found, left } = await pages(states.map((state) => [state, 1]))
      if (mine !== asked) return
      rows.value = found.sort(order)
      next.value = left
      known.value = true
      error.value = null
    } catch (cause) {
      if (mine === asked) error.value = failureOf(cause)
    }
  }

  /** Throws as `ask` does. */
  async function more(): Promise<void> {
    const mine = asked
    const { found, left } = await pages(next.value)
    if (mine !== asked) return
    const ids = new Set(rows.value.map((each) => each.id))
    rows.value = [...rows.value, ...found.filter((each) => !ids.has(each.id))].sort(order)
    next.value = left
  }

  function put(row: R): void {
    rows.value = [...rows.value.filter((each) => each.id !== row.id), row].sort(order)
  }
  function take(id: number): void {
    rows.value = rows.value.filter((each) => each.id !== id)
  }
  function forget(): void {
    asked++
    rows.value = []
    known.value = false
    error.value = null
    next.value = []
  }
  return { rows, known, error, next, load, more, put, take, forget }
}
