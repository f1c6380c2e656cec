import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import * as api from './api'
import type { CallType } from './api'
import { ApiError } from '@/api/http'
import { errorText } from '@/i18n/errors'
import { said } from '@/i18n/said'
import { CallPeer, signalOf } from './call_peer'
import type { Quality, Signal } from './call_peer'
import { useOwnMedia } from './own_media'
import { idOf } from '@/api/wire'

/** The one call of this tab, and the one that rings in every tab. */

export interface CallPerson {
  id: number
  name: string
  avatar: string | null
}
/** What ended it, in a word that the view has texts for. */
export type EndReason = 'ended' | 'rejected' | 'missed' | 'cancelled' | 'lost' | 'media' | 'refused'

/**
 * reaching: whether they are there is asked; asking: the browser asks for camera and microphone;
 * calling: it rings there; connecting: it was answered, the browsers find each other; over: the
 * last picture of it.
 */
type CallPhase = 'reaching' | 'asking' | 'calling' | 'connecting' | 'talking' | 'over'

export interface OwnCall {
  id: number
  peer: CallPerson
  type: CallType
  outgoing: boolean
  phase: CallPhase
  reason: EndReason | null
  /** Words of the server for `refused`, those of the other for `rejected`. */
  text: string
  /** When it was answered, in ms of this clock. */
  since: number | null
  seconds: number
}
interface Incoming {
  id: number
  peer: CallPerson
  type: CallType
}

/** What the other side is told, in the language that the wire speaks. */
export const kNoDevice = '摄像头或麦克风不可用'

const kOverForMs = 2_500
const kRefusedForMs = 6_000
const kQualityEveryMs = 3_000

export const useCalls = defineStore('calls', () => {
  const own = shallowRef<OwnCall | null>(null)
  const incoming = shallowRef<Incoming | null>(null)
  const remoteStream = shallowRef<MediaStream | null>(null)
  const quality = shallowRef<Quality | null>(null)
  /** In a voice call: the other shows a screen. */
  const remotePicture = shallowRef(false)
  /** Set by the calls of groups, which are loaded with the first: they are in one, or one rings. */
  const group = shallowRef<'in' | 'shown' | null>(null)
  const talking = computed(() => own.value !== null && own.value.phase !== 'over')
  const busy = computed(() => talking.value || group.value === 'in')
  let peer: CallPeer | null = null
  /** What came before there was a connection to take it. */
  let early: Signal[] = []
  /** Grows with every call: whoever waited sees whether it is still theirs. */
  let turn = 0
  /** They answered while the camera was being opened. */
  let answered = false
  const media = useOwnMedia((track) => peer?.replaceVideo(track) ?? Promise.resolve())
  const localStream = media.stream
  let closing: ReturnType<typeof setTimeout> | null = null
  let measuring: ReturnType<typeof setInterval> | null = null

  window.addEventListener('pagehide', () => {
    const call = own.value
    if (call?.id && talking.value) void api.endCall(call.id, true).catch(() => undefined)
  })

  function change(part: Partial<OwnCall>): void {
    if (own.value) own.value = { ...own.value, ...part }
  }

  /** Resolves to whether this call still goes on. */
  function begin(of: CallPerson, type: CallType, outgoing: boolean, id: number): () => boolean {
    if (closing) clearTimeout(closing)
    closing = null
    quality.value = null
    remotePicture.value = answered = false
    own.value = {
      id,
      peer: of,
      type,
      outgoing,
      phase: outgoing ? 'reaching' : 'asking',
      reason: null,
      text: '',
      since: null,
      seconds: 0,
    }
    const mine = ++turn
    return () => turn === mine && talking.value
  }

  async function start(to: CallPerson, type: CallType): Promise<void> {
    if (busy.value || incoming.value) return
    const live = begin(to, type, true, 0)
    // No camera goes on for nobody: the server is asked first, says why, and leaves them a line.
    const there = await api.whoIsOnline([to.id]).then(
      (online) => online.has(to.id),
      () => true,
    )
    if (!live()) return
    if (there) change({ phase: 'asking' })
    else if (!(await ring(to, type, live))) return
    if (!(await media.open(type === 'VIDEO', live))) {
      if (!live()) return
      if (own.value?.id) void api.endCall(own.value.id).catch(() => undefined)
      return finish('media')
    }
    if (there) await ring(to, type, live)
    else if (answered) await connect(true)
  }

  async function ring(to: CallPerson, type: CallType, live: () => boolean): Promise<boolean> {
    try {
      const id = await api.initiateCall(to.id, type)
      if (live()) change({ id, phase: 'calling' })
      else void api.endCall(id).catch(() => undefined)
    } catch (error) {
      if (live()) finish('refused', errorText(error))
    }
    return live()
  }

  async function accept(): Promise<void> {
    const call = incoming.value
    if (!call || busy.value) return
    incoming.value = null
    const live = begin(call.peer, call.type, false, call.id)
    if (!(await media.open(call.type === 'VIDEO', live))) {
      if (live()) {
        void api.rejectCall(call.id, kNoDevice).catch(() => undefined)
        finish('media')
      }
      return
    }
    try {
      await api.acceptCall(call.id)
      await connect(false)
    } catch (error) {
      finish('refused', error instanceof ApiError ? errorText(error) : '')
    }
  }

  function reject(): void {
    const call = incoming.value
    incoming.value = null
    if (call) void api.rejectCall(call.id).catch(() => undefined)
  }

  function hangUp(): void {
    const call = own.value
    if (!call || call.phase === 'over') return
    if (call.id) void api.endCall(call.id).catch(() => undefined)
    finish(call.since === null && call.outgoing ? 'cancelled' : 'ended')
  }

  /** Answered: the caller offers. */
  async function connect(offers: boolean): Promise<void> {
    const call = own.value
    const local = localStream.value
    if (!local) answered = true
    if (!call || !local || peer) return
    change({ phase: 'connecting', since: Date.now() })
    const servers = await api.iceServers().catch(() => [])
    if (own.value?.id !== call.id || own.value.phase === 'over') return
    peer = new CallPeer(servers, local, {
      send: (kind, data) => void api.sendSignal(call.id, kind, data).catch(() => undefined),
      onRemote: (stream) => (remoteStream.value = stream),
      onPicture: (shown) => (remotePicture.value = shown),
      onState: (state) => changed(state, offers),
    })
    const waiting = early
    early = []
    for (const signal of waiting) void peer.hear(signal)
    if (offers) await peer.offer()
    measuring = setInterval(() => {
      void peer?.quality().then((now) => (quality.value = now))
    }, kQualityEveryMs)
  }

  function changed(state: RTCPeerConnectionState, offers: boolean): void {
    if (state === 'connected') change({ phase: 'talking' })
    else if (state === 'disconnected') quality.value = 'poor'
    else if (state === 'failed') {
      change({ phase: 'connecting' })
      if (offers) void peer?.offer(true)
    }
  }

  function finish(reason: EndReason, text = ''): void {
    const call = own.value
    if (!call || call.phase === 'over') return
    const seconds = call.since === null ? 0 : Math.floor((Date.now() - call.since) / 1000)
    if (measuring) clearInterval(measuring)
    measuring = null
    peer?.close()
    peer = null
    early = []
    media.close()
    remoteStream.value?.getTracks().forEach((track) => track.stop())
    remoteStream.value = null
    change({ phase: 'over', reason, text, seconds })
    const shownFor = reason === 'media' || text ? kRefusedForMs : kOverForMs
    closing = setTimeout(dismiss, shownFor)
  }

  function dismiss(): void {
    if (own.value?.phase === 'over') own.value = null
  }

  // -- Frames

  function rang(body: Record<string, unknown>): void {
    const id = idOf(body.callId)
    if (!id || busy.value) return
    incoming.value = {
      id,
      peer: {
        id: idOf(body.callerId),
        name: String(body.callerName ?? ''),
        avatar: typeof body.callerAvatar === 'string' ? body.callerAvatar : null,
      },
      type: body.callType === 'VOICE' ? 'VOICE' : 'VIDEO',
    }
  }

  const kReasons: Record<string, EndReason> = { REJECTED: 'rejected', TIMEOUT: 'missed' }

  function statusCame(body: Record<string, unknown>): void {
    const id = idOf(body.callId)
    const status = String(body.status ?? '')
    // Answered or refused in another tab, or given up.
    if (incoming.value?.id === id) incoming.value = null
    const call = own.value
    if (!call || call.id !== id || call.phase === 'over') return
    if (status === 'CONNECTED') {
      if (call.outgoing) void connect(true)
      return
    }
    const unanswered = call.since === null ? 'cancelled' : 'ended'
    const why = typeof body.reason === 'string' ? said(body.reason) : ''
    finish(kReasons[status] ?? unanswered, status === 'REJECTED' ? why : '')
  }

  function signalCame(body: Record<string, unknown>): void {
    const signal = signalOf(body)
    const call = own.value
    if (!signal || !call || idOf(body.callId) !== call.id || call.phase === 'over') return
    // Both offered, as each began to show a screen: that of the caller stands.
    if (peer?.offering && signal.kind === 'offer' && call.outgoing) return
    if (peer) void peer.hear(signal)
    else early.push(signal)
  }

  /** After a time without a connection: what rings, and whether the own call is still there. */
  async function catchUp(myId: number): Promise<void> {
    const call = own.value
    const found = await api.activeCall().catch(() => undefined)
    if (found === undefined) return
    if (call?.id && own.value?.id === call.id && talking.value && found?.callId !== call.id) {
      finish('lost')
    }
    if (incoming.value && found?.callId !== incoming.value.id) incoming.value = null
    if (found?.status === 'CALLING' && found.calleeId === myId) rang({ ...found })
  }

  function stop(): void {
    hangUp()
    incoming.value = null
    own.value = null
  }

  return {
    own,
    incoming,
    localStream,
    remoteStream,
    remotePicture,
    muted: media.muted,
    cameraOff: media.cameraOff,
    sharing: media.sharing,
    quality,
    group,
    busy,
    start,
    accept,
    reject,
    hangUp,
    dismiss,
    toggleMute: media.toggleMute,
    toggleCamera: media.toggleCamera,
    toggleScreen: media.toggleScreen,
    rang,
    statusCame,
    signalCame,
    catchUp,
    stop,
  }
})
