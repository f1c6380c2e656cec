import { request } from './http'

/** Settings of one conversation, for the caller alone (ruoyi 4, 27.b). */

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
