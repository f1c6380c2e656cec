import { request } from '@/api/http'

/** Attendance (ruoyi 10). Times as the server writes them; days are those of the office. */

export type DayType = 'WORK' | 'OVERTIME' | 'WEEKEND'
export type Side = 'IN' | 'OUT'
export type Decision = 'PENDING' | 'APPROVED' | 'REJECTED'

export interface Attendance {
  id: number
  userId: number
  userName: string
  attendanceDate: string
  checkInTime: string | null
  checkOutTime: string | null
  checkInStatus: 'NORMAL' | 'LATE' | 'ABSENT' | null
  checkOutStatus: 'NORMAL' | 'EARLY' | 'ABSENT' | null
  workMinutes: number
  attendanceType: DayType
  remark: string | null
  checkInLocation: string | null
  checkOutLocation: string | null
  approveStatus: Decision | null
  approveComment: string | null
  updateTime: string
}

export interface Day {
  date: string
  type: DayType
}

export interface Rules {
  zone: string
  begins: string
  ends: string
  /** Of today. */
  beginTime: string
  endTime: string
  /** Minutes. */
  lateAfter: number
  earlyBefore: number
  today: string
  /** The first day that may be mended without a record. */
  mendFrom: string
  /** The day of one's registration. */
  since: string
  now: string
  leads: boolean
  year: number
  month: number
  days: Day[]
}

export interface MemberMonth {
  userId: number
  userName: string
  userAvatar: string | null
  workDays: number
  attendanceDays: number
  lateCount: number
  earlyCount: number
  absentCount: number
  totalWorkMinutes: number
}

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
