import { request } from '@/api/http'

/** What waits for somebody (ruoyi 8.1). Throws as request() does. */
export interface Overview {
  todoCount: number
  unreadMessageCount: number
  todayMessageCount: number
  conversationCount: number
  noticeCount: number
  approvalCount: number
  dingCount: number
  emailUnreadCount: number
  mentionCount: number
}

export function getOverview(): Promise<Overview> {
  return request('GET', '/workbench/overview')
}
