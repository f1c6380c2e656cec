import { request } from './http'

/** Calls between two (ruoyi 14). All throw as request() does. */

export type CallType = 'VIDEO' | 'VOICE'
export type SignalType = 'offer' | 'answer' | 'candidate'

export interface CallInfo {
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

export function rejectCall(id: number): Promise<null> {
  return request('POST', `/video-call/${id}/reject`)
}

/** No error when it is over already. `closing`: the page goes. */
export function endCall(id: number, closing = false): Promise<null> {
  return request('POST', `/video-call/${id}/end`, { keepalive: closing })
}

export function activeCall(): Promise<CallInfo | null> {
  return request('GET', '/video-call/active')
}

export function sendSignal(
  callId: number,
  signalType: SignalType,
  signalData: unknown,
): Promise<null> {
  return request('POST', '/video-call/signal', { body: { callId, signalType, signalData } })
}

export async function iceServers(): Promise<RTCIceServer[]> {
  const found = await request<{ iceServers: RTCIceServer[] }>('GET', '/video-call/ice-servers')
  return found.iceServers.map(({ urls, username, credential }) =>
    username && credential ? { urls, username, credential } : { urls },
  )
}
