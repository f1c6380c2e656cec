import { request } from '@/api/http'

/** Calls between two (ruoyi 14) and in groups (ruoyi 27). All throw as request() does. */

export type CallType = 'VIDEO' | 'VOICE'
type SignalType = 'offer' | 'answer' | 'candidate'

interface CallInfo {
  callId: number
  callerId: number
  callerName: string
  callerAvatar: string | null
  calleeId: number
  callType: string
  status: string
}

/** Resolves to the call's id. A line of it is left in the conversation. */
export function initiateCall(calleeId: number, callType: CallType): Promise<number> {
  return request('POST', '/video-call/initiate', { body: { calleeId, callType, record: true } })
}

export function acceptCall(id: number): Promise<null> {
  return request('POST', `/video-call/${id}/accept`)
}

/** `reason` is shown to the caller. */
export function rejectCall(id: number, reason?: string): Promise<null> {
  return request('POST', `/video-call/${id}/reject`, { body: { reason } })
}

const kAskedAtOnce = 100

/** Who of these is online; of more than the server tells at once, of the first ones. */
export async function whoIsOnline(userIds: readonly number[]): Promise<Set<number>> {
  if (userIds.length === 0) return new Set()
  const query = { userIds: userIds.slice(0, kAskedAtOnce).join(',') }
  const found = await request<{ userId: number; online: boolean }[] | null>(
    'GET',
    '/user/online/status',
    { query },
  )
  return new Set((found ?? []).filter((each) => each.online).map((each) => each.userId))
}

/** No error when it is over already. `closing`: the page goes. */
export function endCall(id: number, closing = false): Promise<null> {
  return request('POST', `/video-call/${id}/end`, { keepalive: closing })
}

export function activeCall(): Promise<CallInfo | null> {
  return request('GET', '/video-call/active')
}

/** `toUserId`: in a group, to whom. */
export function sendSignal(
  callId: number,
  signalType: SignalType,
  signalData: unknown,
  toUserId?: number,
): Promise<null> {
  const body = { callId, signalType, signalData, toUserId }
  return request('POST', '/video-call/signal', { body })
}

export async function iceServers(): Promise<RTCIceServer[]> {
  const found = await request<{ iceServers: RTCIceServer[] }>('GET', '/video-call/ice-servers')
  return found.iceServers.map(({ urls, username, credential }) =>
    username && credential ? { urls, username, credential } : { urls },
  )
}

export interface Participant {
  userId: number
  userName: string
  userAvatar: string | null
  status: 'JOINED' | 'INVITED'
  muted: boolean
  cameraOff: boolean
}
export interface GroupCallInfo {
  callId: number
  conversationId: number
  callType: CallType
  hostName: string
  participants: Participant[]
}

const kGroup = '/video-call/group'

/** Rings for these members, resolves to the call's id. */
export function initiateGroupCall(
  conversationId: number,
  callType: CallType,
  userIds: readonly number[],
): Promise<number> {
  return request('POST', `${kGroup}/initiate`, { body: { conversationId, callType, userIds } })
}

export function activeGroupCall(conversationId: number): Promise<GroupCallInfo | null> {
  return request('GET', `${kGroup}/active`, { query: { conversationId } })
}

export function joinGroupCall(id: number): Promise<null> {
  return request('POST', `${kGroup}/${id}/join`)
}

export function rejectGroupCall(id: number, reason?: string): Promise<null> {
  return request('POST', `${kGroup}/${id}/reject`, { body: { reason } })
}

/** `closing`: the page goes. */
export function leaveGroupCall(id: number, closing = false): Promise<null> {
  return request('POST', `${kGroup}/${id}/leave`, { keepalive: closing })
}

export function setGroupMuted(id: number, muted: boolean): Promise<null> {
  return request('POST', `${kGroup}/${id}/mute`, { body: { muted } })
}

export function setGroupCameraOff(id: number, cameraOff: boolean): Promise<null> {
  return request('POST', `${kGroup}/${id}/camera`, { body: { cameraOff } })
}
