import { request } from '@/api/http'
import type { CreateConversationBody } from '@/api/types'
import type { Role, Group } from '@/person/api'

/** Groups (ruoyi 6, 27.b). Ids of members are user ids. All throw as request() does. */

/** Resolves to the id of the new group's conversation. */
export function createGroup(name: string, memberIds: number[]): Promise<number> {
  const body: CreateConversationBody = { type: 'GROUP', name, memberIds }
  return request('POST', '/conversation/create', { body })
}

/** The caller's standing in a group, as far as it decides who may write. */
export interface GroupStanding {
  allMuted: boolean
  myRole: string | null
  isMuted: boolean
  muteEndTime?: string | null
}

export function groupStanding(groupId: number): Promise<GroupStanding> {
  return request('GET', `/group/${groupId}`)
}

export interface Member {
  userId: number
  userName: string | null
  nickname: string | null
  userAvatar: string | null
  role: Role
  groupNickname: string | null
  isMuted: boolean
  muteEndTime: string | null
}

export interface Announcement {
  id: number
  senderName: string | null
  content: string | null
  createTime: string | null
}

export function getGroup(id: number): Promise<Group> {
  return request('GET', `/group/${id}`)
}

export async function listMembers(id: number): Promise<Member[]> {
  return (await request<Member[] | null>('GET', `/group/${id}/members`)) ?? []
}

type GroupChange = Partial<Pick<Group, 'name' | 'avatar' | 'description' | 'type' | 'memberLimit'>>

export function updateGroup(id: number, change: GroupChange): Promise<null> {
  return request('PUT', `/group/${id}`, { body: change })
}

export function dissolveGroup(id: number): Promise<null> {
  return request('DELETE', `/group/${id}`)
}

export function addMembers(id: number, userIds: number[]): Promise<null> {
  return request('POST', `/group/${id}/members`, { body: { userIds } })
}

export function removeMembers(id: number, userIds: number[]): Promise<null> {
  return request('DELETE', `/group/${id}/members`, { body: { userIds } })
}

/** OWNER hands the group over; the old owner becomes an administrator. */
export function setRole(id: number, userId: number, role: Role): Promise<null> {
  return request('PUT', `/group/${id}/members/${userId}/role`, { body: { role } })
}

/** Minutes; 0 lifts it. */
export function muteMember(id: number, userId: number, minutes: number): Promise<null> {
  return request('PUT', `/group/${id}/mute/${userId}`, { query: { duration: minutes } })
}

export function muteAll(id: number, allMuted: boolean): Promise<null> {
  return request('PUT', `/group/mute/all/${id}`, { query: { allMuted } })
}

export function leaveGroup(id: number): Promise<null> {
  return request('POST', `/group/${id}/quit`)
}

export function getAnnouncement(id: number): Promise<Announcement | null> {
  return request('GET', `/group/${id}/announcement`)
}

export function announce(id: number, content: string): Promise<number> {
  return request('PUT', `/group/${id}/announcement`, { body: { content } })
}

/** Blank = the usual name. */
export function setOwnNickname(id: number, nickname: string): Promise<null> {
  return request('PUT', `/group/${id}/nickname`, { body: { nickname } })
}

export interface JoinRequest {
  id: number
  userId: number
  nickname: string | null
  avatar: string | null
  message: string | null
  createTime: string | null
}

/** `joined` = the caller is a member now; else the request waits. */
export function joinGroup(
  id: number,
  message: string,
  code: string,
): Promise<{ groupId: number; joined: boolean }> {
  return request('POST', `/group/${id}/join`, { body: { message, code } })
}

/** What opens the group to those who may not know of it; empty where its number does. */
export async function invitationOf(id: number): Promise<string> {
  const path = await request<string>('GET', `/group/${id}/qrcode`)
  return new URLSearchParams(path.split('?')[1] ?? '').get('code') ?? ''
}

/** What an invitation shows of its group. */
export interface Invitation {
  groupId: number
  name: string
  avatar: string
  memberCount: number
  isMember: boolean
}

export function lookAtInvitation(id: number, code: string): Promise<Invitation> {
  return request('GET', `/group/${id}/invitation`, { query: { code } })
}

/** The links that were handed out end; for owner and administrators. */
export function endInvitation(id: number): Promise<null> {
  return request('DELETE', `/group/${id}/invitation`)
}

/** Those that wait, for owner and administrators. */
export async function listJoinRequests(id: number): Promise<JoinRequest[]> {
  return (await request<JoinRequest[] | null>('GET', `/group/${id}/join-requests`)) ?? []
}

export function handleJoinRequest(requestId: number, approved: boolean): Promise<null> {
  return request('POST', `/group/join-request/${requestId}/handle`, { body: { approved } })
}
