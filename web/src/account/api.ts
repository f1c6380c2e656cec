import { request } from '@/api/http'
import type { Profile } from '@/person/api'

/**
 * The own account: profile, where it is signed in, settings kept by the server (ruoyi 2, 27). All
 * throw as request() does.
 */

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

type ConfigArea = 'notification' | 'privacy'
export type Config = Record<string, unknown>

export function getConfig(area: ConfigArea): Promise<Config> {
  return request('GET', `/config/${area}`)
}

/** Members not named stay as they are. */
export function putConfig(area: ConfigArea, change: Config): Promise<unknown> {
  return request('PUT', `/config/${area}`, { body: change })
}
