import * as api from './api'
import { CallPeer } from './call_peer'
import type { Signal } from './call_peer'
import type { GroupPerson } from './group_people'
import type { useOwnMedia } from './own_media'

/** The connections of a call in a group: one to each of the others who is in it. */

interface LinksContext {
  media: ReturnType<typeof useOwnMedia>
  me(): number
  /** The call one is in; 0 = none. */
  callId(): number
  put(id: number, part: Partial<GroupPerson>): void
}

export function groupLinks({ media, me, callId, put }: LinksContext) {
  const links = new Map<number, CallPeer>()
  let servers: RTCIceServer[] = []

  function linkTo(id: number): CallPeer | null {
    const call = callId()
    const local = media.stream.value
    const known = links.get(id)
    if (known || !call || !local) return known ?? null
    let offers = false
    const hooks: ConstructorParameters<typeof CallPeer>[2] = {
      send: (kind, data) => {
        offers = kind === 'offer' || (kind === 'candidate' && offers)
        void api.sendSignal(call, kind, data, id).catch(() => undefined)
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

  function drop(id: number): void {
    links.get(id)?.close()
    links.delete(id)
  }

  function dropAll(): void {
    for (const id of [...links.keys()]) drop(id)
  }

  return {
    /** Servers that help two browsers to find each other. */
    setServers: (found: RTCIceServer[]) => (servers = found),
    has: (id: number) => links.has(id),
    replaceVideo: (track: Parameters<CallPeer['replaceVideo']>[0]) =>
      Promise.all([...links.values()].map((each) => each.replaceVideo(track))),
    offer,
    hear,
    drop,
    dropAll,
  }
}
