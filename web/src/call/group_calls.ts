import { defineStore } from 'pinia'
import { shallowReactive, shallowRef, watchEffect } from 'vue'
import * as api from './api'
import type { CallType, Participant } from './api'
import { errorText } from '@/i18n/errors'
import { said } from '@/i18n/said'
import { CallPeer, signalOf } from './call_peer'
import type { Signal } from './call_peer'
import { useOwnMedia } from './own_media'
import { idOf } from '@/api/wire'
import { kNoDevice, useCalls } from './calls'
import type { CallPerson, EndReason } from './calls'
import { useSession } from '@/session/session'

/**
 * Calls in groups: everybody who is in one has a connection to everybody else. Who is in it offers
 * to who comes; loaded with the first of them.
 */

interface GroupRef {
  conversationId: number
  name: string
}
interface GroupRing extends GroupRef {
  id: number
  type: CallType
  from: CallPerson
}
export interface OwnGroupCall extends GroupRef {
  id: number
  type: CallType
  /** asking: for camera, microphone and a place in the call. */
  phase: 'asking' | 'in' | 'over'
  reason: EndReason | null
  text: string
  since: number | null
  seconds: number
}
/** Somebody in the call besides oneself, or (not `in`) asked to come. */
interface GroupPerson extends CallPerson {
  in: boolean
  muted: boolean
  cameraOff: boolean
  stream: MediaStream | null
  /** In a voice call: shows a screen. */
  showing: boolean
}
/** Somebody who was asked and is not there; `text`: what they said of it. */
export interface Absent {
  name: string
  why: 'offline' | 'busy' | 'rejected' | 'missed'
  text: string
}

const kOverForMs = 2_500
const kRefusedForMs = 6_000
/** Clients of other makes may wait for the offer of who comes. */
const kOfferAnywayMs = 4_000

export const useGroupCalls = defineStore('groupCalls', () => {
  const calls = useCalls()
  const session = useSession()
  const own = shallowRef<OwnGroupCall | null>(null)
  const incoming = shallowRef<GroupRing | null>(null)
  const people = shallowReactive(new Map<number, GroupPerson>())
  const absent = shallowReactive(new Map<number, Absent>())
  const links = new Map<number, CallPeer>()
  /** Of those whom this call asked. */
  let names: ReadonlyMap<number, string> = new Map()
  let early: { from: number; signal: Signal }[] = []
  let servers: RTCIceServer[] = []
  let closing: ReturnType<typeof setTimeout> | null = null
  let offering: ReturnType<typeof setTimeout> | null = null
  const media = useOwnMedia((track) =>
    Promise.all([...links.values()].map((each) => each.replaceVideo(track))),
  )
  const me = () => session.user?.id ?? 0
  const live = () => own.value !== null && own.value.phase !== 'over'

  watchEffect(() => {
    if (live()) calls.group = 'in'
    else calls.group = incoming.value || own.value ? 'shown' : null
  })
  window.addEventListener('pagehide', () => {
    if (own.value?.id && live()) void api.leaveGroupCall(own.value.id, true).catch(() => undefined)
  })

  function change(part: Partial<OwnGroupCall>): void {
    if (own.value) own.value = { ...own.value, ...part }
  }

  function put(id: number, part: Partial<GroupPerson>): void {
    const before = people.get(id)
    const fresh = { id, name: '', avatar: null, in: false, muted: false, cameraOff: false }
    people.set(id, { stream: null, showing: false, ...fresh, ...before, ...part })
    if (part.in) absent.delete(id)
  }

  /** Of those who were asked, this one does not come. */
  function miss(id: number, why: Absent['why'], text = ''): void {
    const name = people.get(id)?.name || absent.get(id)?.name || names.get(id)
    if (name) absent.set(id, { name, why, text })
  }

  /** Begins one, or comes into one: `enter` asks the server and resolves to the call's id. */
  async function open(group: GroupRef, type: CallType, id: number, enter: () => Promise<number>) {
    if (closing) clearTimeout(closing)
    absent.clear()
    names = new Map()
    own.value = {
      ...group,
      id,
      type,
      phase: 'asking',
      reason: null,
      text: '',
      since: null,
      seconds: 0,
    }
    const mine = () =>
      own.value?.phase === 'asking' && own.value.conversationId === group.conversationId
    const [ready, found] = await Promise.all([
      media.open(type === 'VIDEO', mine),
      api.iceServers().catch(() => []),
    ])
    if (!mine()) return
    if (!ready) {
      if (id) void api.rejectGroupCall(id, kNoDevice).catch(() => undefined)
      return finish('media')
    }
    servers = found
    try {
      const entered = await enter()
      if (!mine()) return void api.leaveGroupCall(entered).catch(() => undefined)
      change({ id: entered, phase: 'in', since: Date.now() })
      await learn()
    } catch (error) {
      if (mine()) finish('refused', errorText(error))
      return
    }
    for (const { from, signal } of early.splice(0)) hear(from, signal)
    offering = setTimeout(() => {
      for (const each of people.values()) if (each.in && !links.has(each.id)) offer(each.id)
    }, kOfferAnywayMs)
  }

  /** `asked` say whether they are online, so that nobody waits for those who are not. */
  function start(
    group: GroupRef,
    type: CallType,
    asked: readonly { id: number; name: string; online: boolean }[],
  ): void {
    if (calls.busy) return
    const userIds = asked.map((each) => each.id)
    void open(group, type, 0, () => api.initiateGroupCall(group.conversationId, type, userIds))
    names = new Map(asked.map((each) => [each.id, each.name]))
    for (const each of asked) if (!each.online) miss(each.id, 'offline')
  }

  function join(group: GroupRef, type: CallType, id: number): void {
    if (calls.busy) return
    incoming.value = null
    void open(group, type, id, () => api.joinGroupCall(id).then(() => id))
  }

  function accept(): void {
    const ring = incoming.value
    if (ring) join(ring, ring.type, ring.id)
  }

  function reject(): void {
    const ring = incoming.value
    incoming.value = null
    if (ring) void api.rejectGroupCall(ring.id).catch(() => undefined)
  }

  function hangUp(): void {
    if (!live()) return
    if (own.value?.id) void api.leaveGroupCall(own.value.id).catch(() => undefined)
    finish(own.value?.phase === 'asking' ? 'cancelled' : 'ended')
  }

  function finish(reason: EndReason, text = ''): void {
    const call = own.value
    if (!call || call.phase === 'over') return
    if (offering) clearTimeout(offering)
    for (const id of [...links.keys()]) drop(id)
    people.clear()
    early = []
    media.close()
    const seconds = call.since === null ? 0 : Math.floor((Date.now() - call.since) / 1000)
    change({ phase: 'over', reason, text, seconds })
    closing = setTimeout(
      dismiss,
      reason === 'media' || reason === 'refused' ? kRefusedForMs : kOverForMs,
    )
  }

  function dismiss(): void {
    if (own.value?.phase === 'over') own.value = null
  }

  /** Who is in it now, as the server knows. */
  async function learn(): Promise<void> {
    const call = own.value
    if (!call) return
    const found = await api.activeGroupCall(call.conversationId)
    if (own.value?.id !== call.id || !live()) return
    const there = found?.callId === call.id ? found.participants : []
    if (!there.some((each) => each.userId === me() && each.status === 'JOINED'))
      return finish('lost')
    for (const id of [...people.keys()]) if (!there.some((each) => each.userId === id)) gone(id)
    for (const each of there) if (each.userId !== me()) put(each.userId, personOf(each))
  }

  function personOf(each: Participant): Partial<GroupPerson> {
    const { userName: name, userAvatar: avatar, muted, cameraOff } = each
    return { name, avatar, in: each.status === 'JOINED', muted, cameraOff }
  }

  function drop(id: number): void {
    links.get(id)?.close()
    links.delete(id)
    people
      .get(id)
      ?.stream?.getTracks()
      .forEach((track) => track.stop())
  }

  function gone(id: number): void {
    drop(id)
    people.delete(id)
  }

  // -- Connections

  function linkTo(id: number): CallPeer | null {
    const call = own.value
    const local = media.stream.value
    const known = links.get(id)
    if (known || !call || !local) return known ?? null
    let offers = false
    const hooks: ConstructorParameters<typeof CallPeer>[2] = {
      send: (kind, data) => {
        offers = kind === 'offer' || (kind === 'candidate' && offers)
        void api.sendSignal(call.id, kind, data, id).catch(() => undefined)
      },
      onRemote: (stream) => put(id, { stream }),
      onPicture: (showing) => put(id, { showing }),
      onState: (state) => {
        if (state === 'failed' && offers) void link.offer(true)
      },
    }
    const link = new CallPeer(servers, local, hooks, media.picture())
    links.set(id, link)
    return link
  }

  function offer(id: number): void {
    void linkTo(id)?.offer()
  }

  function hear(from: number, signal: Signal): void {
    const link = linkTo(from)
    // Both offered: that of the smaller id stands, the other is taken back by the browser.
    if (!link || (signal.kind === 'offer' && link.offering && me() < from)) return
    void link.hear(signal)
  }

  // -- Frames

  function rang(body: Record<string, unknown>, group: GroupRef): void {
    const id = idOf(body.callId)
    if (!id || calls.busy || incoming.value) return
    const avatar = typeof body.fromUserAvatar === 'string' ? body.fromUserAvatar : null
    incoming.value = {
      ...group,
      id,
      type: body.callType === 'VOICE' ? 'VOICE' : 'VIDEO',
      from: { id: idOf(body.fromUserId), name: String(body.fromUserName ?? ''), avatar },
    }
  }

  /** A frame `call` of a group. `nameOf` finds what its conversation is called. */
  function came(body: Record<string, unknown>, nameOf: (conversation: number) => string): void {
    const from = idOf(body.fromUserId)
    const about = Array.isArray(body.userIds) ? body.userIds.map(idOf) : []
    const conversationId = idOf(body.conversationId)
    const name = String(body.fromUserName ?? '')
    if (body.action === 'call') return rang(body, { conversationId, name: nameOf(conversationId) })
    if (incoming.value && incoming.value.id === idOf(body.callId)) {
      const mine = from === me() && (body.action === 'join' || body.action === 'reject')
      const late = body.action === 'timeout' && about.includes(me())
      if (mine || late || body.action === 'hangup') incoming.value = null
    }
    // It comes before the answer that names the call.
    if (own.value?.phase === 'asking' && body.action === 'busy') {
      if (own.value.conversationId === conversationId) for (const id of about) miss(id, 'busy')
    }
    if (own.value?.id !== idOf(body.callId) || own.value.phase !== 'in') return
    switch (body.action) {
      case 'join':
        if (from === me()) return
        put(from, { name, avatar: (body.fromUserAvatar as string | null) ?? null, in: true })
        return offer(from)
      case 'invite':
        return void learn().catch(() => undefined)
      case 'device':
        if (people.has(from)) {
          put(from, { muted: body.muted === true, cameraOff: body.cameraOff === true })
        }
        return
      case 'leave':
      case 'reject':
        if (from === me()) return finish('lost')
        if (body.action === 'reject') {
          miss(from, 'rejected', typeof body.reason === 'string' ? said(body.reason) : '')
        }
        return gone(from)
      case 'timeout':
      case 'busy':
        if (about.includes(me())) return finish('lost')
        for (const id of about) {
          if (absent.get(id)?.why !== 'offline')
            miss(id, body.action === 'busy' ? 'busy' : 'missed')
          gone(id)
        }
        return
      case 'hangup':
        return finish('ended')
    }
  }

  function signalCame(body: Record<string, unknown>): void {
    const signal = signalOf(body)
    const from = idOf(body.fromUserId)
    const call = own.value
    if (!signal || !from || !call || call.id !== idOf(body.callId)) return
    if (call.phase === 'in') hear(from, signal)
    else if (call.phase === 'asking') early.push({ from, signal })
  }

  /** After a time without a connection to the server. */
  async function catchUp(): Promise<void> {
    if (own.value?.phase === 'in') await learn().catch(() => undefined)
    const ring = incoming.value
    if (!ring) return
    const found = await api.activeGroupCall(ring.conversationId).catch(() => undefined)
    if (found !== undefined && found?.callId !== ring.id) incoming.value = null
  }

  function toggleMute(): void {
    media.toggleMute()
    if (own.value) void api.setGroupMuted(own.value.id, media.muted.value).catch(() => undefined)
  }

  function toggleCamera(): void {
    media.toggleCamera()
    if (own.value) {
      void api.setGroupCameraOff(own.value.id, media.cameraOff.value).catch(() => undefined)
    }
  }

  function stop(): void {
    hangUp()
    incoming.value = own.value = null
  }

  return {
    own,
    incoming,
    people,
    absent,
    localStream: media.stream,
    muted: media.muted,
    cameraOff: media.cameraOff,
    sharing: media.sharing,
    start,
    join,
    accept,
    reject,
    hangUp,
    dismiss,
    toggleMute,
    toggleCamera,
    toggleScreen: media.toggleScreen,
    came,
    signalCame,
    catchUp,
    stop,
  }
})
