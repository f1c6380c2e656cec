import { defineStore } from 'pinia'
import { shallowRef, watchEffect } from 'vue'
import * as api from './api'
import type { CallType } from './api'
import { errorText } from '@/i18n/errors'
import { said } from '@/i18n/said'
import { signalOf } from './call_peer'
import type { Signal } from './call_peer'
import { groupLinks } from './group_links'
import { groupPeople, personOf } from './group_people'
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
const kOverForMs = 2_500
const kRefusedForMs = 6_000
/** Clients of other makes may wait for the offer of who comes. */
const kOfferAnywayMs = 4_000

export const useGroupCalls = defineStore('groupCalls', () => {
  const calls = useCalls()
  const session = useSession()
  const own = shallowRef<OwnGroupCall | null>(null)
  const incoming = shallowRef<GroupRing | null>(null)
  const { people, absent, put, miss, ...members } = groupPeople()
  let early: { from: number; signal: Signal }[] = []
  let closing: ReturnType<typeof setTimeout> | null = null
  let offering: ReturnType<typeof setTimeout> | null = null
  const media = useOwnMedia((track) => links.replaceVideo(track))
  const me = () => session.user?.id ?? 0
  const links = groupLinks({ media, me, callId: () => own.value?.id ?? 0, put })
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

  /** Begins one, or comes into one: `enter` asks the server and resolves to the call's id. */
  async function open(
    group: GroupRef,
    type: CallType,
    id: number,
    enter: () => Promise<number>,
    asked: readonly { id: number; name: string }[] = [],
  ): Promise<void> {
    if (closing) clearTimeout(closing)
    members.begin(asked)
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
    links.setServers(found)
    try {
      const entered = await enter()
      if (!mine()) return void api.leaveGroupCall(entered).catch(() => undefined)
      change({ id: entered, phase: 'in', since: Date.now() })
      await learn()
    } catch (error) {
      if (mine()) finish('refused', errorText(error))
      return
    }
    for (const { from, signal } of early.splice(0)) links.hear(from, signal)
    offering = setTimeout(() => {
      for (const each of people.values()) if (each.in && !links.has(each.id)) links.offer(each.id)
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
    const enter = () => api.initiateGroupCall(group.conversationId, type, userIds)
    void open(group, type, 0, enter, asked)
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
    links.dropAll()
    members.removeAll()
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

  function gone(id: number): void {
    links.drop(id)
    members.remove(id)
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
        return links.offer(from)
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
    if (call.phase === 'in') links.hear(from, signal)
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
