import { request } from '@/api/http'
import type { Contact, ContactRequest, ContactRequestBody, Found } from '@/api/types'

/** Users, the address book and the groups in it (ruoyi 2, 5, 6, 18). All throw as request() does. */

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

export interface Profile {
  id: number
  username: string | null
  nickname: string | null
  avatar: string | null
  email: string | null
  mobile: string | null
  /** 0 secret, 1 male, 2 female */
  gender: number | null
  signature: string | null
  department: string | null
  position: string | null
  online: boolean | null
  role: string | null
}

export function getUser(id: number, signal?: AbortSignal): Promise<Profile> {
  return request('GET', `/user/${id}`, { signal })
}

/** Both directions; the conversation stays. */
export function deleteContact(friendId: number): Promise<null> {
  return request('DELETE', `/contact/${friendId}`)
}

export function changeContact(
  friendId: number,
  change: { remark?: string; groupName?: string },
): Promise<null> {
  return request('PUT', `/contact/${friendId}/remark`, { body: change })
}

export function renameContactGroup(oldName: string, newName: string): Promise<null> {
  return request('PUT', `/contact/group/${encodeURIComponent(oldName)}`, {
    body: { newName, groupName: newName },
  })
}

/** Its people go to the default group. */
export function deleteContactGroup(name: string): Promise<null> {
  return request('DELETE', `/contact/group/${encodeURIComponent(name)}`)
}

export interface Blocked {
  userId: number
  blockTime: string | null
  nickname?: string | null
  username?: string | null
  avatar?: string | null
}

export function listBlocked(): Promise<Blocked[]> {
  return request('GET', '/config/blocked')
}

export function block(userId: number): Promise<null> {
  return request('POST', `/config/blocked/${userId}`)
}

export function unblock(userId: number): Promise<null> {
  return request('DELETE', `/config/blocked/${userId}`)
}

export type Role = 'OWNER' | 'ADMIN' | 'MEMBER'

export interface Group {
  id: number
  name: string | null
  avatar: string | null
  ownerId: number | null
  notice: string | null
  description: string | null
  type: string | null
  memberCount: number
  memberLimit: number | null
  allMuted: boolean
  myRole: Role | null
  conversationId: number | null
}

/** PUBLIC: anybody with the link comes in at once; PRIVATE: owner or administrators decide. */
export type GroupType = 'PRIVATE' | 'PUBLIC'

export async function listGroups(): Promise<Group[]> {
  return (await request<Group[] | null>('GET', '/group/list')) ?? []
}
