import { request } from '@/api/http'
import type { Attendance, AttendanceRules, MemberMonth } from '@/api/types'

/** Attendance (ruoyi 10). Times as the server writes them; days are those of the office. */

export type { Attendance, MemberMonth }
export type Rules = AttendanceRules
export type Day = Rules['days'][number]
export type DayType = Day['type']
export type Side = 'IN' | 'OUT'

/** `month` is yyyy-MM; the current one if empty. */
function monthQuery(month: string): Record<string, number> {
  const [year, number] = month.split('-').map(Number)
  return year && number ? { year, month: number } : {}
}

export function getRules(month: string): Promise<Rules> {
  return request('GET', '/attendance/rules', { query: monthQuery(month) })
}

export function getToday(): Promise<Attendance | null> {
  return request('GET', '/attendance/today')
}

export async function listDays(startDate: string, endDate: string): Promise<Attendance[]> {
  const query = { startDate, endDate }
  return (await request<Attendance[] | null>('GET', '/attendance/list', { query })) ?? []
}

export function checkIn(): Promise<Attendance> {
  return request('POST', '/attendance/checkIn', { body: {} })
}

export function checkOut(): Promise<Attendance> {
  return request('POST', '/attendance/checkOut', { body: {} })
}

/** With the id 0, `date` says which day it is; without `type`, whatever is wanting is mended. */
export function askToMend(
  id: number,
  body: { reason: string; type?: Side; date?: string },
): Promise<null> {
  return request('POST', `/attendance/${id}/supplement`, { body })
}

export function decide(id: number, approved: boolean, comment: string): Promise<null> {
  return request('POST', `/attendance/${id}/approve`, { body: { approved, comment } })
}

export async function listRequests(pageNum: number, pageSize: number): Promise<Attendance[]> {
  const query = { pageNum, pageSize }
  return (await request<Attendance[] | null>('GET', '/attendance/supplements', { query })) ?? []
}

export async function listMembers(
  month: string,
  pageNum: number,
  pageSize: number,
): Promise<MemberMonth[]> {
  const query = { ...monthQuery(month), pageNum, pageSize }
  const path = '/attendance/statistics/members'
  return (await request<MemberMonth[] | null>('GET', path, { query })) ?? []
}
