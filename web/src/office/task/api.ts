import { request } from '@/api/http'
import type { Task, TaskState } from '@/api/types'

/** Tasks: what somebody is to do, given by another or by themself (ruoyi 8.8). All throw as
 * request() does. */

export type TaskList = 'my' | 'created'

export async function listTasks(
  list: TaskList,
  status: TaskState,
  pageNum: number,
  pageSize: number,
): Promise<Task[]> {
  const query = { status, pageNum, pageSize }
  return (await request<Task[] | null>('GET', `/task/${list}`, { query })) ?? []
}

export interface TaskWanted {
  title: string
  description: string
  priority: number
  assigneeId: number
  /** `yyyy-MM-dd`, or null for none. */
  dueDate: string | null
  /** As the server writes times, or null. */
  remindTime: string | null
}

/** Its id. */
export function createTask(wanted: TaskWanted): Promise<number> {
  return request('POST', '/task/create', { body: wanted })
}

export function changeTask(id: number, wanted: Partial<TaskWanted>): Promise<null> {
  return request('PUT', '/task', { body: { id, ...wanted } })
}

export function setTaskState(id: number, status: TaskState): Promise<null> {
  return request('PUT', `/task/${id}/status`, { query: { status } })
}

/** Also while the page closes. */
export function deleteTask(id: number): Promise<null> {
  return request('DELETE', `/task/${id}`, { keepalive: true })
}

export function getTask(id: number): Promise<Task> {
  return request('GET', `/task/${id}`)
}
