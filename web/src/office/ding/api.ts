import { request } from '@/api/http'
import type { Ding, DingReceipt, DingTemplate, SendDingBody } from '@/api/types'

/** DING: urgent notices that are confirmed (ruoyi 7). All throw as request() does. */

export type WholeDing = Ding & { receipts: readonly DingReceipt[] }

/** DRAFT: those that wait for their time. */
export type SentState = 'DRAFT' | null

export async function listReceived(pageNum: number, pageSize: number): Promise<Ding[]> {
  const query = { pageNum, pageSize }
  return (await request<Ding[] | null>('GET', '/ding/received', { query })) ?? []
}

export async function listSent(
  pageNum: number,
  pageSize: number,
  status: SentState,
): Promise<Ding[]> {
  const query = { pageNum, pageSize, status }
  return (await request<Ding[] | null>('GET', '/ding/sent', { query })) ?? []
}

/** For its sender with all receipts. */
export function getDing(id: number): Promise<WholeDing> {
  return request('GET', `/ding/${id}`)
}

export function sendDing(body: SendDingBody): Promise<number> {
  return request('POST', '/ding/send', { body })
}

export function readDing(id: number): Promise<null> {
  return request('PUT', `/ding/${id}/read`)
}

export function confirmDing(id: number, remark: string): Promise<null> {
  return request('PUT', `/ding/${id}/confirm`, { body: remark ? { remark } : {} })
}

export function cancelDing(id: number): Promise<null> {
  return request('PUT', `/ding/${id}/cancel`)
}

export async function listTemplates(): Promise<DingTemplate[]> {
  return (await request<DingTemplate[] | null>('GET', '/ding/templates')) ?? []
}
