import { shallowReactive } from 'vue'
import type { Participant } from './api'
import type { CallPerson } from './calls'

/** Who is in a call of a group besides oneself, and who was asked and is not there. */

/** Somebody in the call besides oneself, or (not `in`) asked to come. */
export interface GroupPerson extends CallPerson {
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

export function groupPeople() {
  const people = shallowReactive(new Map<number, GroupPerson>())
  const absent = shallowReactive(new Map<number, Absent>())
  /** Of those whom this call asked. */
  let names: ReadonlyMap<number, string> = new Map()

  /** For a new call that asks `asked`. */
  function begin(asked: readonly { id: number; name: string }[] = []): void {
    absent.clear()
    names = new Map(asked.map((each) => [each.id, each.name]))
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

  function remove(id: number): void {
    const stream = people.get(id)?.stream
    stream?.getTracks().forEach((track) => track.stop())
    people.delete(id)
  }

  function removeAll(): void {
    for (const id of [...people.keys()]) remove(id)
  }

  return { people, absent, begin, put, miss, remove, removeAll }
}

/** What the server says of one of them. */
export function personOf(each: Participant): Partial<GroupPerson> {
  const { userName: name, userAvatar: avatar, muted, cameraOff } = each
  return { name, avatar, in: each.status === 'JOINED', muted, cameraOff }
}
