import { request } from '@/api/http'
import type { Meaning, Mentions, Message, ReadBody } from '@/api/types'

/** Messages (ruoyi 3, 20, 27). All throw as request() does. */

export interface MessagePage {
  /** Exclusive upper bound: the `limit` newest before it. */
  lastId?: number
  /** Exclusive lower bound: the `limit` oldest after it. */
  afterId?: number
  limit: number
}

/** Ascending by id. */
export function listMessages(conversationId: number, page: MessagePage): Promise<Message[]> {
  return request('GET', `/message/list/${conversationId}`, { query: { ...page } })
}

/** Everything up to `lastReadMessageId` is read. Idempotent. */
export function markRead(conversationId: number, lastReadMessageId: number): Promise<null> {
  const body: ReadBody = { conversationId, lastReadMessageId }
  return request('PUT', '/message/read', { body })
}

/** That message and all after it are unread again, on every device. */
export function markUnread(messageId: number): Promise<null> {
  return request('DELETE', `/message/read/${messageId}`)
}

export function recallMessage(id: number): Promise<null> {
  return request('DELETE', `/message/${id}/recall`)
}

export function editMessage(id: number, newContent: string): Promise<null> {
  return request('PUT', `/message/${id}/edit`, { body: { newContent } })
}

/** Removes for the caller only. */
export function deleteMessage(id: number): Promise<null> {
  return request('DELETE', `/message/${id}`)
}

/** At most 100 at once. */
export function deleteMessages(ids: readonly number[]): Promise<null> {
  return request('DELETE', '/message/batch', { body: ids })
}

/** Resolves to the new message's id. */
/** The same `clientMsgId` again forwards nothing again. */
export function forwardMessage(
  messageId: number,
  toConversationId: number,
  clientMsgId: string,
): Promise<number> {
  const body = { messageId, toConversationId, clientMsgId }
  return request('POST', '/message/forward', { body })
}

/** Copies of them as one message. The same `clientMsgId` again sends nothing again. */
export function mergeForward(
  messageIds: readonly number[],
  toConversationId: number,
  title: string,
  clientMsgId: string,
): Promise<number> {
  const body = { messageIds, toConversationId, title, clientMsgId }
  return request('POST', '/message/merge-forward', { body })
}

export interface MergedItem {
  senderId: number
  senderName: string
  senderAvatar: string
  messageType: string
  content: string
  sendTime: string
  isMerged: boolean
}
export interface MergedMessages {
  title: string
  items: MergedItem[]
}

/** What is in such a message; `path` leads to one within it: places, from 0. */
export function mergedMessages(id: number, path: readonly number[]): Promise<MergedMessages> {
  const query = path.length > 0 ? { path: path.join('.') } : {}
  return request('GET', `/message/merged/${id}`, { query })
}

/** Chooses `emoji`; the same one again takes it back. */
export function react(messageId: number, emoji: string): Promise<unknown> {
  return request('POST', `/message/${messageId}/reaction`, { body: { emoji } })
}

export function unreact(messageId: number): Promise<null> {
  return request('DELETE', `/message/${messageId}/reaction`)
}

export function addFavorite(messageId: number, conversationId: number): Promise<number> {
  return request('POST', `/message/favorite/${messageId}`, { body: { conversationId } })
}

export function removeFavorite(messageId: number): Promise<null> {
  return request('DELETE', `/message/favorite/${messageId}`)
}

interface Reader {
  userId: number
  userName: string | null
  avatar: string | null
  readTime?: string | null
}
export interface ReadDetail {
  totalCount: number
  readCount: number
  unreadCount: number
  readUsers: Reader[]
  unreadUsers: Reader[]
}

/** The sender's only. */
export function readDetail(messageId: number): Promise<ReadDetail> {
  return request('GET', `/message/read/detail/${messageId}`)
}

/** One change of an edited message, as far as the server's names are known. */
export interface EditRecord {
  id: number
  oldContent: string
  newContent: string
  editTime: string | null
  editorName: string | null
}

export async function editHistory(messageId: number): Promise<EditRecord[]> {
  const rows: unknown = await request('GET', `/message/edit-history/${messageId}`)
  return Array.isArray(rows) ? (rows as EditRecord[]) : []
}

export interface MessageQuery {
  conversationId: number
  keyword: string
  messageType?: string
  senderId?: number
  /** `yyyy-MM-dd` */
  startTime?: string
  endTime?: string
  pageNum: number
  pageSize: number
}
export interface MessageHit {
  id: number
  conversationId: number
  senderId: number
  senderName: string | null
  senderAvatar: string | null
  messageType: string
  content: string | null
  highlightSnippet: string | null
  createTime: string
}
interface MessageHits {
  total: number
  totalPages: number
  items: MessageHit[]
}

export function searchMessages(query: MessageQuery, signal?: AbortSignal): Promise<MessageHits> {
  return request('POST', '/message/search', { body: query, signal })
}

export interface Favorite {
  id: number
  messageId: number
  conversationId: number
  conversationName: string | null
  messageContent: string | null
  senderId: number
  senderName: string | null
  senderAvatar: string | null
  messageType: string | null
  isRevoked: boolean
  createTime: string | null
}

/** Newest first. */
export async function listFavorites(pageNum: number, pageSize: number): Promise<Favorite[]> {
  const query = { pageNum, pageSize }
  return (await request<Favorite[] | null>('GET', '/message/favorite/list', { query })) ?? []
}

export interface MentionUser {
  userId: number
  userName: string
  nickname: string | null
  avatar: string | null
  displayName: string
}

/** Members that can be mentioned, without the caller. */
export function mentionUsers(conversationId: number): Promise<MentionUser[]> {
  return request('GET', `/mention/users/${conversationId}`)
}

export function canMentionAll(conversationId: number): Promise<boolean> {
  return request('GET', `/mention/can-mention-all/${conversationId}`)
}

interface MentionRow {
  id: number
  messageId: number
  conversationId: number
  /** USER or ALL */
  mentionType: string | null
}

export function unreadMentions(): Promise<MentionRow[]> {
  return request('GET', '/mention/unread')
}

export function readMention(messageId: number): Promise<null> {
  return request('PUT', `/mention/${messageId}/read`)
}

/** The member of a message frame. */
export function mentionInfo(mentions: Mentions | null): object | null {
  return mentions && { userIds: mentions.userIds, mentionAll: mentions.all }
}

export function pinMessage(conversationId: number, messageId: number): Promise<null> {
  return request('POST', `/conversation/${conversationId}/pin/${messageId}`)
}

export function unpinMessage(conversationId: number): Promise<null> {
  return request('DELETE', `/conversation/${conversationId}/unpin`)
}

/** The message above a conversation, as far as the line shows it. */
export interface PinnedMessage extends Meaning {
  id: number
  senderName: string | null
  messageType: string | null
  content: string | null
  isRevoked: boolean
}

export async function pinnedMessage(conversationId: number): Promise<PinnedMessage | null> {
  const detail = await request<{ pinnedMessage?: PinnedMessage | null }>(
    'GET',
    `/conversation/${conversationId}`,
  )
  return detail.pinnedMessage ?? null
}
