import { request, requestPage } from '@/api/http'
import type { Page } from '@/api/http'

/** Approvals and their templates (ruoyi 9, 27). All throw as request() does. */

export type ApprovalStatus = 'PENDING' | 'APPROVED' | 'REJECTED' | 'CANCELLED'
export type Action = 'APPROVE' | 'REJECT' | 'TRANSFER' | 'DELEGATE' | 'CANCEL' | 'CC' | 'REMIND'

export interface Approval {
  id: number
  templateId: number
  templateName: string
  title: string
  applicantId: number
  applicantName: string
  applicantAvatar: string
  status: ApprovalStatus
  currentNodeName: string | null
  formData: Record<string, unknown> | null
  attachments: unknown
  applyTime: string
  finishTime: string | null
  updateTime: string
  summary: string
  reason: string
  details: Record<string, unknown> | null
  /** Who may decide now, else who decided last. */
  approver: string | null
  comment: string | null
  myAction: Action | null
  myActionTime: string | null
}

export type HandState =
  'LATER' | 'OPEN' | 'APPROVED' | 'REJECTED' | 'PASSED' | 'CLOSED' | 'COPY_LATER' | 'COPIED'

export interface Approver {
  userId: number
  userName: string
  userAvatar: string
  status: HandState
  /** Whose place it is, where it is another's. */
  forUserId: number | null
}

export type NodeType = 'APPROVE' | 'CC' | 'CONDITION' | 'PARALLEL'
export type Needs = 'ANY' | 'ALL'

export interface FlowNode {
  id: number
  nodeName: string
  nodeType: NodeType
  approveType: Needs
  sortOrder: number
  status: 'PENDING' | 'APPROVED' | 'REJECTED' | 'SKIPPED'
  processTime: string | null
  /** Nodes of one stage with branches above 0 run beside each other. */
  stage: number
  branch: number
  isCurrent: boolean
  approvers: Approver[]
}

export interface FlowRecord {
  id: number
  nodeId: number | null
  /** 0: the server itself, for somebody who is gone. */
  approverId: number
  approverName: string
  approverAvatar: string
  action: Action
  targetId: number | null
  targetName?: string | null
  comment: string
  actionTime: string
}

export interface Template {
  id: number
  name: string
  code: string
  category: string
  description: string
  /** Lists, or their JSON (form_schema.ts, flow_config.ts read them). */
  formSchema: unknown
  flowConfig: unknown
  icon: string
  isSystem: number
  status: 'ACTIVE' | 'INACTIVE'
  sortOrder: number
}

export interface Detail {
  approval: Approval
  template: Template | null
  nodes: FlowNode[]
  records: FlowRecord[]
  canDecide: boolean
  canCancel: boolean
}

export type Tab = 'waiting' | 'handled' | 'mine' | 'copied'
export interface Filter {
  /** Of what waits. */
  keyword?: string
  /** Of one's own. */
  status?: ApprovalStatus | ''
}

const kPaths: Record<Tab, string> = {
  waiting: 'pending',
  handled: 'processed',
  mine: 'my',
  copied: 'copied',
}

export function listApprovals(
  tab: Tab,
  filter: Filter,
  pageNum: number,
  pageSize: number,
): Promise<Page<Approval>> {
  const query: Record<string, string | number | undefined> = { pageNum, pageSize }
  if (tab === 'waiting') query.keyword = filter.keyword || undefined
  if (tab === 'mine') query.status = filter.status || undefined
  return requestPage('GET', `/approval/${kPaths[tab]}`, { query })
}

export function getApproval(id: number): Promise<Detail> {
  return request('GET', `/approval/${id}`)
}

export function apply(
  templateId: number,
  title: string,
  formData: Record<string, unknown>,
): Promise<number> {
  return request('POST', '/approval/create', { body: { templateId, title, formData } })
}

export function approve(id: number, comment: string): Promise<null> {
  return request('POST', `/approval/${id}/approve`, { body: { comment } })
}

export function reject(id: number, comment: string): Promise<null> {
  return request('POST', `/approval/${id}/reject`, { body: { comment } })
}

export function withdraw(id: number): Promise<null> {
  return request('POST', `/approval/${id}/cancel`)
}

export function remind(id: number): Promise<null> {
  return request('POST', `/approval/${id}/remind`)
}

/** `keep`: the caller may still decide, too. */
export function passOn(
  id: number,
  toUserId: number,
  comment: string,
  keep: boolean,
): Promise<null> {
  const verb = keep ? 'delegate' : 'transfer'
  return request('POST', `/approval/${id}/${verb}`, { body: { toUserId, comment } })
}

export function copyTo(id: number, toUserIds: number[]): Promise<null> {
  return request('POST', `/approval/${id}/cc`, { body: { toUserIds } })
}

/** What can be applied for; for administrators also what cannot, for now. */
export async function listTemplates(active: boolean): Promise<Template[]> {
  const path = active ? '/approval/templates/active' : '/approval/templates'
  return (await request<Template[] | null>('GET', path)) ?? []
}

export function getTemplate(id: number): Promise<Template> {
  return request('GET', `/approval/templates/${id}`)
}

export type TemplateChange = Partial<Omit<Template, 'id' | 'isSystem'>>

export function createTemplate(change: TemplateChange): Promise<number> {
  return request('POST', '/approval/templates', { body: change })
}

export function changeTemplate(id: number, change: TemplateChange): Promise<null> {
  return request('PUT', `/approval/templates/${id}`, { body: change })
}
