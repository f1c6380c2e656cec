import { request } from '@/api/http'
import type { WorkReport, WorkReportDetail, WorkReportNumbers } from '@/api/types'

/** Work reports (ruoyi 8.9). All throw as request() does. */

export type { WorkReport, WorkReportDetail, WorkReportNumbers }
export type ReportType = WorkReport['reportType']
export type Visibility = WorkReport['visibility']
export type Comment = WorkReportDetail['comments'][number]

export const kTypes: readonly ReportType[] = ['DAILY', 'WEEKLY', 'MONTHLY']
export const kVisibilities: readonly Visibility[] = ['DEPARTMENT', 'PRIVATE', 'PUBLIC']
/** The lists, and what the server calls each. */
export const kParts = ['mine', 'waiting', 'dealt'] as const
export type Part = (typeof kParts)[number]
const kStatus: Record<Part, string> = {
  mine: '',
  waiting: 'PENDING_APPROVAL',
  dealt: 'APPROVED,REJECTED',
}

interface Page {
  records: WorkReport[]
  total: number
}

export function pageReports(
  part: Part,
  wanted: { reportType?: ReportType | ''; keyword?: string; pageNum: number; pageSize: number },
): Promise<Page> {
  return request('POST', '/work-report/page', { body: { ...wanted, status: kStatus[part] } })
}

export function countReports(): Promise<WorkReportNumbers> {
  return request('GET', '/work-report/statistics')
}

export function getReport(id: number): Promise<WorkReportDetail> {
  return request('GET', `/work-report/${id}`)
}

export interface Draft {
  reportType: ReportType
  reportDate: string
  workContent: string
  tomorrowPlan: string
  issues: string
  workHours: number | null
  visibility: Visibility
  isDraft: boolean
}

/** Resolves to its id. */
export function writeReport(draft: Draft): Promise<number> {
  return request('POST', '/work-report', { body: draft })
}

export function changeReport(id: number, draft: Draft): Promise<null> {
  return request('PUT', `/work-report/${id}`, { body: draft })
}

export function submitReport(id: number): Promise<null> {
  return request('PUT', `/work-report/${id}/submit`)
}

export function deleteReport(id: number): Promise<null> {
  return request('DELETE', `/work-report/${id}`)
}

export function decideReport(id: number, approved: boolean, remark: string): Promise<null> {
  return request('PUT', `/work-report/${id}/approve`, { body: { approved, remark } })
}

/** Whether one likes it now. */
export function likeReport(id: number): Promise<boolean> {
  return request('POST', `/work-report/${id}/like`)
}

export function comment(id: number, content: string, parentId?: number): Promise<number> {
  return request('POST', `/work-report/${id}/comment`, { body: { content, parentId } })
}

export function deleteComment(id: number): Promise<null> {
  return request('DELETE', `/work-report/comment/${id}`)
}
