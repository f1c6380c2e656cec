import { request } from '@/api/http'
import type { Line } from '@/api/types'

/** Notices (ruoyi 18, 27). All throw as request() does. */

export interface Notice {
  id: number
  senderId: number | null
  type: string | null
  title: string | null
  content: string | null
  relatedType: string | null
  relatedId: number | null
  line: Line | null
  read: boolean
  createTime: string | null
}

export async function listNotices(pageNum: number, pageSize: number): Promise<Notice[]> {
  const rows = await request<(Notice & { isRead?: number | boolean })[] | null>(
    'GET',
    '/notification/list',
    { query: { pageNum, pageSize } },
  )
  return (rows ?? []).map((row) => ({ ...row, read: row.read === true || Boolean(row.isRead) }))
}

/** Those of one type that were not read yet. */
export async function listUnreadNotices(type: string): Promise<Notice[]> {
  return (await request<Notice[] | null>('GET', '/notification/unread', { query: { type } })) ?? []
}

export function countUnreadNotices(): Promise<number> {
  return request('GET', '/notification/unread/count')
}

export function readNotice(id: number): Promise<null> {
  return request('PUT', `/notification/${id}/read`)
}

export function readAllNotices(): Promise<null> {
  return request('PUT', '/notification/read/all')
}

export function deleteNotice(id: number): Promise<null> {
  return request('DELETE', `/notification/${id}`)
}
