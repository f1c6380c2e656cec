import { request } from '@/api/http'
import type { Department, DepartmentMember } from '@/api/types'

/** Departments and who is in them, for everybody (ruoyi 17). All throw as request() does. */

/** What stands above the topmost departments: it has no members of its own. */
export const kRoot = 'root'
export type DepartmentKey = number | typeof kRoot

/** One with the departments right under it. */
export function getDepartment(id: DepartmentKey, signal?: AbortSignal): Promise<Department> {
  return request('GET', `/organization/department/${id}`, { signal })
}

export interface MembersWanted {
  /** Those of the departments under it too, once for each department they are in. */
  includeChildren?: boolean
  keyword?: string
  pageNum: number
  pageSize: number
}

export async function listMembers(
  id: DepartmentKey,
  wanted: MembersWanted,
  signal?: AbortSignal,
): Promise<DepartmentMember[]> {
  const found = await request<DepartmentMember[] | null>(
    'GET',
    `/organization/department/${id}/members`,
    { query: { ...wanted }, signal },
  )
  return found ?? []
}
