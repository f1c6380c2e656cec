import { request } from '@/api/http'
import type { Todo, TodoState } from '@/api/types'
import { formatServerTime } from '@/base/time'

/** The todo list, today's events and the arrangement of the page (ruoyi 8, 11.6). All throw as
 * request() does. */

export async function listTodos(
  status: TodoState,
  pageNum: number,
  pageSize: number,
): Promise<Todo[]> {
  const query = { status, pageNum, pageSize }
  return (await request<Todo[] | null>('GET', '/workbench/todos', { query })) ?? []
}

export interface TodoWanted {
  title: string
  description?: string
  priority?: number
  /** `yyyy-MM-dd`; an empty one is none. */
  dueDate?: string
}

/** Its id. */
export function addTodo(wanted: TodoWanted): Promise<number> {
  return request('POST', '/workbench/todos', { body: wanted })
}

export function changeTodo(
  id: number,
  change: Partial<TodoWanted> & { status?: TodoState },
): Promise<null> {
  return request('PUT', `/workbench/todos/${id}`, { body: { ...change } })
}

export function completeTodo(id: number): Promise<null> {
  return request('PUT', `/workbench/todos/${id}/complete`)
}

/** Also while the page closes. */
export function deleteTodo(id: number): Promise<null> {
  return request('DELETE', `/workbench/todos/${id}`, { keepalive: true })
}

/** What the page of today needs of an event. */
export interface TodayEvent {
  id: number
  title: string
  location: string | null
  startTime: string
  endTime: string
  isAllDay: boolean
  color: string | null
  participantStatus: string | null
  occurrenceDate: string | null
}

export async function listEvents(from: number, until: number): Promise<TodayEvent[]> {
  const query = { startTime: formatServerTime(from), endTime: formatServerTime(until) }
  return (await request<TodayEvent[] | null>('GET', '/schedule/range', { query })) ?? []
}

/** A text, as it was saved, or null. */
export function getLayout(): Promise<string | null> {
  return request('GET', '/workbench/layout')
}

export function saveLayout(layout: object): Promise<null> {
  return request('POST', '/workbench/layout', { body: layout })
}

export function resetLayout(): Promise<null> {
  return request('DELETE', '/workbench/layout')
}
