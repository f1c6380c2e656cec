import { request } from '@/api/http'
import type { Department, OrganizationImport } from '@/api/types'
import { download } from '../exchange/download'

/** What administrators do with departments (ruoyi 17). All throw as request() does. */

export interface DepartmentWanted {
  name: string
  /** 0: at the top. */
  parentId: number
  /** 0: nobody. */
  leaderId: number
  /** In their order; absent: as they are. */
  deputyIds?: number[]
  orderNum: number
  phone: string
  email: string
  remark: string
  /** 0 in use, 1 disabled. */
  status: number
}

/** All departments, each with those under it. */
export async function getTree(): Promise<Department[]> {
  return (await request<Department[] | null>('GET', '/organization/department/tree')) ?? []
}

/** Who stands in for the leader of one, in their order. */
export async function getDeputies(id: number): Promise<{ userId: number; name: string }[]> {
  const found = await request<{ deputies: { userId: number; name: string }[] }>(
    'GET',
    `/organization/department/${id}`,
  )
  return found.deputies
}

/** Its id. */
export function createDepartment(wanted: DepartmentWanted): Promise<number> {
  const { name, parentId, leaderId, deputyIds, orderNum, phone, email, remark } = wanted
  const body = { name, parentId, leaderId, deputyIds, orderNum, phone, email, remark }
  return request('POST', '/organization/department', { body })
}

export function changeDepartment(id: number, wanted: Partial<DepartmentWanted>): Promise<null> {
  return request('PUT', '/organization/department', { body: { id, ...wanted } })
}

export function deleteDepartment(id: number): Promise<null> {
  return request('DELETE', `/organization/department/${id}`)
}

export function addMembers(
  departmentId: number,
  userIds: readonly number[],
  position = '',
): Promise<null> {
  const body = { departmentId, userIds, ...(position ? { position } : {}) }
  return request('POST', '/organization/department/member', { body })
}

export function removeMember(departmentId: number, userId: number): Promise<null> {
  return request('DELETE', `/organization/department/${departmentId}/member/${userId}`)
}

/** A part of a table of departments and their people (ruoyi 17.9). */
export function importOrganization(content: string, dryRun: boolean): Promise<OrganizationImport> {
  return request('POST', '/organization/import', { body: { content, dryRun } })
}

export function exportOrganization(): Promise<void> {
  return download('/organization/export', 'organization.csv')
}
