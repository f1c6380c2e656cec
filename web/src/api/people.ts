import { request } from './http'
import type { Line } from './types'

/** Users, the address book beyond its first screen, notices and settings (ruoyi 2, 5, 18, 27). */

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

type ProfileChange = Partial<
  Pick<Profile, 'nickname' | 'email' | 'mobile' | 'gender' | 'signature'>
>

export function getOwnProfile(): Promise<Profile> {
  return request('GET', '/user/profile')
}

/** Absent members stay as they are. */
export function updateProfile(change: ProfileChange): Promise<unknown> {
  return request('PUT', '/user/profile', { body: change })
}

export function getUser(id: number, signal?: AbortSignal): Promise<Profile> {
  return request('GET', `/user/${id}`, { signal })
}

/** An image of at most 2 MiB; resolves to its address. */
export function uploadAvatar(file: File): Promise<string> {
  const body = new FormData()
  body.append('file', file)
  return request('POST', '/user/avatar/upload', { body })
}

export function changePassword(
  userId: number,
  oldPassword: string,
  newPassword: string,
): Promise<null> {
  return request('PUT', `/user/${userId}/password`, { body: { oldPassword, newPassword } })
}

// -- Where the account is signed in -------------------------------------------------------------

export interface SignedIn {
  id: number
  /** ruoyi, imchat, appim, openim */
  dialect: string
  /** As that dialect names kinds of devices: a word or a number. */
  clientType: string | null
  /** Empty: not known. */
  address: string | null
  loginTime: string | null
  lastSeenTime: string | null
  /** This one. */
  current: boolean
}

export function listSignedIn(): Promise<SignedIn[]> {
  return request('GET', '/user/sessions')
}

export function signOutThere(id: number): Promise<null> {
  return request('DELETE', `/user/sessions/${id}`)
}

export function signOutOthers(): Promise<null> {
  return request('DELETE', '/user/sessions')
}

// -- Contacts -----------------------------------------------------------------------------------

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

// -- Settings kept by the server ----------------------------------------------------------------

type ConfigArea = 'notification' | 'privacy'
export type Config = Record<string, unknown>

export function getConfig(area: ConfigArea): Promise<Config> {
  return request('GET', `/config/${area}`)
}

/** Members not named stay as they are. */
export function putConfig(area: ConfigArea, change: Config): Promise<unknown> {
  return request('PUT', `/config/${area}`, { body: change })
}

// -- Notices ------------------------------------------------------------------------------------

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
