import { request } from './http'

/** What the global search finds (3.7, 27.b). */

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
}

export interface FoundMessages {
  total: number
  items: FoundMessage[]
}

export interface MessageQuery {
  keyword: string
  conversationId?: number
  messageType?: string
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
