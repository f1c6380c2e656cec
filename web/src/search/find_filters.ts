import * as api from '@/person/api'
import type { MessageQuery } from './api'
import type { Contact, Conversation } from '@/api/types'
import { matchRank } from '@/base/pinyin'
import { dayOf, kindOf } from './search_words'
import type { FindKind, SearchWords, WordKey } from './search_words'
import { contactName, useContacts } from '@/person/contacts'
import { peerOf, useConversations } from '@/message/conversations'
import { useSession } from '@/session/session'

/** Which messages the global search looks at: what was chosen, and what was typed as a condition. */

export interface Named {
  id: number
  name: string
}
export interface Filters {
  sender: Named | null
  place: Named | null
  kind: FindKind
  /** `yyyy-MM-dd`, or empty. */
  after: string
  before: string
}
/** A condition that fits nothing: so nothing can be found, and this is why. */
export interface Unknown {
  key: WordKey
  value: string
}

export const kNoFilters: Filters = { sender: null, place: null, kind: 'any', after: '', before: '' }

const kTypes: Partial<Record<FindKind, string>> = {
  images: 'IMAGE',
  files: 'FILE',
  videos: 'VIDEO',
  voices: 'VOICE',
  links: 'TEXT',
}

export function isFiltered(filters: Filters): boolean {
  const { sender, place, kind, after, before } = filters
  return sender !== null || place !== null || kind !== 'any' || after !== '' || before !== ''
}

/** Whether these find something without a word: a time alone does not. */
export function findsAlone({ sender, place, kind }: Filters): boolean {
  return sender !== null || place !== null || kind !== 'any'
}

/** Without pages. */
export function queryOf(
  text: string,
  filters: Filters,
): Omit<MessageQuery, 'pageNum' | 'pageSize'> {
  const { sender, place, kind, after, before } = filters
  return {
    keyword: text || (kind === 'links' ? 'http' : ''),
    ...(kTypes[kind] ? { messageType: kTypes[kind] } : {}),
    ...(sender ? { senderId: sender.id } : {}),
    ...(place ? { conversationId: place.id } : {}),
    ...(after ? { startTime: after } : {}),
    ...(before ? { endTime: before } : {}),
  }
}

const same = (a: string | null | undefined, b: string) =>
  (a ?? '').trim().toLowerCase() === b.toLowerCase()

/** The best of these, one of that very name before all others. */
function best<T>(
  list: readonly T[],
  wanted: string,
  names: (each: T) => (string | null)[],
): T | null {
  const exact = list.find((each) => names(each).some((name) => same(name, wanted)))
  if (exact) return exact
  let found: T | null = null
  let rank = 0
  for (const each of list) {
    const now = Math.max(0, ...names(each).map((name) => (name ? matchRank(name, wanted) : 0)))
    if (now > rank) [found, rank] = [each, now]
  }
  return found
}

export function useFindFilters() {
  const contacts = useContacts()
  const conversations = useConversations()
  const session = useSession()

  /** Contacts and whom one writes with, by any of their names; else whom the server knows. */
  async function personOf(wanted: string, signal: AbortSignal): Promise<Named | null> {
    const me = session.user
    if (me && ['me', '我', '自己'].some((each) => same(each, wanted))) {
      return { id: me.id, name: me.nickname || me.username || '' }
    }
    const namesOf = (each: Contact) => [contactName(each), each.friendName, each.username]
    const friend = best(contacts.list, wanted, namesOf)
    if (friend) return { id: friend.friendId, name: contactName(friend) }
    const direct = conversations.sorted.filter((row) => peerOf(row) > 0)
    const peer = best(direct, wanted, (row) => [row.name])
    if (peer) return { id: peerOf(peer), name: peer.name ?? wanted }
    if (me && (same(me.nickname, wanted) || same(me.username, wanted))) {
      return { id: me.id, name: me.nickname || me.username || '' }
    }
    const others = await api.searchPeople(wanted, signal)
    const other = best(others, wanted, (each) => [each.nickname, each.username])
    return other && { id: other.id, name: other.nickname || other.username || wanted }
  }

  function placeOf(wanted: string): Named | null {
    const row = best<Conversation>(conversations.sorted, wanted, (each) => [each.name])
    return row && { id: row.id, name: row.name ?? wanted }
  }

  /** What is typed goes before what was chosen. Throws as the api does. */
  async function resolve(
    { conditions }: SearchWords,
    chosen: Filters,
    signal: AbortSignal,
  ): Promise<Filters | Unknown> {
    const out = { ...chosen }
    const { from, in: place, type, after, before } = conditions
    if (from !== undefined) {
      out.sender = await personOf(from, signal)
      if (!out.sender) return { key: 'from', value: from }
    }
    if (place !== undefined) {
      out.place = placeOf(place)
      if (!out.place) return { key: 'in', value: place }
    }
    if (type !== undefined) {
      const kind = kindOf(type)
      if (!kind) return { key: 'type', value: type }
      out.kind = kind
    }
    for (const [key, word] of [['after', after] as const, ['before', before] as const]) {
      if (word === undefined) continue
      const day = dayOf(word)
      if (!day) return { key, value: word }
      out[key] = day
    }
    return out
  }

  return { resolve }
}
