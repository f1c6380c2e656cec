import { request } from './http'
import type {
  Contact,
  ContactRequest,
  ContactRequestBody,
  Conversation,
  CreateConversationBody,
  Found,
  LoginBody,
  LoginData,
  Message,
  ReadBody,
  RefreshBody,
  RegisterBody,
} from './types'

/** One function per operation; names follow the contract's paths. All throw as request() does. */

// -- Auth ---------------------------------------------------------------------------------------

export function login(username: string, password: string): Promise<LoginData> {
  const body: LoginBody = { username, password, clientType: 'WEB' }
  return request('POST', '/auth/login', { bearer: null, body })
}

/** Resolves to the new user's id. */
export function register(body: RegisterBody & { invitation?: string }): Promise<number> {
  return request('POST', '/auth/register', { bearer: null, body })
}

/** Whether people make accounts for themselves here. */
export function registration(): Promise<{ open: boolean; invitation: boolean }> {
  return request('GET', '/auth/registration', { bearer: null })
}

export function logout(): Promise<null> {
  return request('POST', '/auth/logout')
}

export function refresh(token: string, refreshToken: string | null): Promise<LoginData> {
  const body: RefreshBody = refreshToken ? { refreshToken } : {}
  return request('POST', '/auth/refresh', { bearer: token, body })
}

// -- Conversations ------------------------------------------------------------------------------

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

/** Resolves to the id of the new group's conversation. */
export function createGroup(name: string, memberIds: number[]): Promise<number> {
  const body: CreateConversationBody = { type: 'GROUP', name, memberIds }
  return request('POST', '/conversation/create', { body })
}

// -- Messages -----------------------------------------------------------------------------------

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

// -- Contacts -----------------------------------------------------------------------------------

export function listContacts(): Promise<Contact[]> {
  return request('GET', '/contact/list')
}

/** People whose user name or nickname contains `keyword`, without the caller, at most 50. */
export function searchPeople(keyword: string, signal?: AbortSignal): Promise<Found[]> {
  return request('GET', '/contact/search', { query: { keyword }, signal })
}

export function sendContactRequest(targetUserId: number, message: string): Promise<number> {
  const body: ContactRequestBody = { targetUserId, message }
  return request('POST', '/contact/request/send', { body })
}

/** Those that wait for the caller's answer, newest first. */
export function listReceivedRequests(): Promise<ContactRequest[]> {
  return request('GET', '/contact/request/received')
}

export function handleContactRequest(id: number, approved: boolean): Promise<null> {
  return request('POST', `/contact/request/${id}/handle`, { body: { approved } })
}
