import { request } from '@/api/http'

/** What the global search finds (ruoyi 3.7, 27.b). */

export interface FoundMessage {
  id: number
  conversationId: number
  senderId: number
  senderName: string | null
  senderAvatar: string | null
  messageType: string | null
  content: string | null
  highlightSnippet: string | null
  createTime: string | null
  isPacket?: boolean | null
}

interface FoundMessages {
  total: number
  items: FoundMessage[]
}

export interface MessageQuery {
  keyword: string
  conversationId?: number
  messageType?: string
  senderId?: number
  /** Days, `yyyy-MM-dd`; the last one counts whole. */
  startTime?: string
  endTime?: string
  pageNum: number
  pageSize: number
}

/** Newest first; own conversations alone, never a recalled one. */
export async function searchMessages(
  query: MessageQuery,
  signal?: AbortSignal,
): Promise<FoundMessages> {
  const found = await request<FoundMessages | null>('GET', '/message/search', {
    query: { ...query },
    signal,
  })
  return { total: found?.total ?? 0, items: found?.items ?? [] }
}

/** A message with a file, of any conversation of one's own (27). */
export interface FoundFile {
  messageId: number
  conversationId: number
  senderName: string | null
  fileName: string | null
  fileSize: number | null
  /** As in the message: its link, and its number if it has one. */
  content: string | null
}

/** Files that were sent or received, by name; the newest first. */
export async function searchFiles(keyword: string, signal?: AbortSignal): Promise<FoundFile[]> {
  return (
    (await request<FoundFile[] | null>('GET', '/search/files', { query: { keyword }, signal })) ??
    []
  )
}
