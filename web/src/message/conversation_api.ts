import { request } from '@/api/http'
import type { Conversation, CreateConversationBody } from '@/api/types'

/** Conversations and their settings, for the caller alone (ruoyi 4, 27.b). All throw as request() does. */

export function listConversations(): Promise<Conversation[]> {
  return request('GET', '/conversation/list', { query: { filter: 'all' } })
}

export function getConversation(id: number): Promise<Conversation> {
  return request('GET', `/conversation/${id}`)
}

/** The direct conversation with `peerUserId`, made if there is none; resolves to its id. */
export function createDirect(peerUserId: number): Promise<number> {
  const body: CreateConversationBody = { type: 'PRIVATE', peerUserId }
  return request('POST', '/conversation/create', { body })
}

export function saveServerDraft(conversationId: number, draft: string): Promise<null> {
  return request('PUT', `/conversation/${conversationId}/draft`, { body: { draft } })
}

export function pinConversation(id: number, pinned: boolean): Promise<null> {
  return request('PUT', `/conversation/${id}/pin`, { body: { pinned } })
}

export function muteConversation(id: number, muted: boolean): Promise<null> {
  return request('PUT', `/conversation/${id}/mute`, { body: { muted } })
}

/** Takes it off the list until the next message; unread becomes 0. Happens though the page goes. */
export function hideConversation(id: number): Promise<null> {
  return request('DELETE', `/conversation/${id}`, { keepalive: true })
}

/** Everything in it is read. Idempotent. */
export function markConversationRead(id: number): Promise<null> {
  return request('PUT', `/conversation/${id}/markAsRead`)
}

/** Removes all messages so far, for the caller alone. Cannot be undone. */
export function clearHistory(id: number): Promise<null> {
  return request('DELETE', `/message/conversation/${id}/clear`)
}
