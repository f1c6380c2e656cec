import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import * as api from './api'
import type { Group } from './api'
import type { Contact, ContactRequest } from '@/api/types'
import { failureOf } from '@/i18n/errors'
import type { Failure } from '@/i18n/errors'
import { collator } from '@/base/pinyin'
import { useConversations } from '@/message/conversations'

/** The address book and the friend requests that wait for an answer. */
export const useContacts = defineStore('contacts', () => {
  const conversations = useConversations()
  const list = shallowRef<readonly Contact[]>([])
  const requests = shallowRef<readonly ContactRequest[]>([])
  const loaded = shallowRef(false)
  const error = shallowRef<Failure | null>(null)
  const friendIds = computed(() => new Set(list.value.map((each) => each.friendId)))
  const byUser = computed(() => new Map(list.value.map((each) => [each.friendId, each])))
  /** Names of the contact groups, the default one included. */
  const groupNames = computed(() => [
    ...new Set(list.value.map((each) => each.groupName || '').filter(Boolean)),
  ])
  const groups = shallowRef<readonly Group[]>([])
  /** Null until it was asked for. */
  const blocked = shallowRef<ReadonlySet<number> | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined

  async function load(): Promise<void> {
    try {
      const [contacts, received] = await Promise.all([
        api.listContacts(),
        api.listReceivedRequests(),
      ])
      list.value = sort(contacts)
      requests.value = received.filter((each) => each.status === 'PENDING')
      for (const each of contacts) {
        if (typeof each.online === 'boolean') conversations.online.set(each.friendId, each.online)
      }
      loaded.value = true
      error.value = null
    } catch (cause) {
      error.value = failureOf(cause)
    }
  }

  function reloadSoon(): void {
    clearTimeout(timer)
    timer = setTimeout(() => void load(), 200)
  }

  /** Accepts or declines; throws when the server refuses. */
  async function handle(request: ContactRequest, approved: boolean): Promise<void> {
    await api.handleContactRequest(request.id, approved)
    requests.value = requests.value.filter((each) => each.id !== request.id)
    if (approved) {
      reloadSoon()
      conversations.reloadSoon()
    }
  }

  /** Groups of the caller, for the address book. Throws as api does. */
  async function loadGroups(): Promise<void> {
    groups.value = (await api.listGroups()).sort((a, b) =>
      collator.compare(a.name ?? '', b.name ?? ''),
    )
  }

  async function loadBlocked(): Promise<readonly api.Blocked[]> {
    const rows = (await api.listBlocked()) ?? []
    blocked.value = new Set(rows.map((each) => each.userId))
    return rows
  }

  /** Throws when the server refuses. */
  async function setBlocked(userId: number, on: boolean): Promise<void> {
    await (on ? api.block(userId) : api.unblock(userId))
    const next = new Set(blocked.value ?? [])
    if (on) next.add(userId)
    else next.delete(userId)
    blocked.value = next
  }

  /** Throws when the server refuses. */
  async function remove(userId: number): Promise<void> {
    await api.deleteContact(userId)
    list.value = list.value.filter((each) => each.friendId !== userId)
    reloadSoon()
  }

  /** Remark or group; shown at once, throws when the server refuses. */
  async function change(
    userId: number,
    part: { remark?: string; groupName?: string },
  ): Promise<void> {
    await api.changeContact(userId, part)
    list.value = sort(
      list.value.map((each) => (each.friendId === userId ? { ...each, ...part } : each)),
    )
    if (part.remark !== undefined) conversations.reloadSoon()
  }

  function sort(rows: readonly Contact[]): Contact[] {
    return [...rows].sort((a, b) => collator.compare(contactName(a), contactName(b)))
  }

  function clear(): void {
    clearTimeout(timer)
    groups.value = []
    blocked.value = null
    list.value = []
    requests.value = []
    loaded.value = false
    error.value = null
  }

  return {
    list,
    byUser,
    groupNames,
    groups,
    blocked,
    requests,
    loaded,
    error,
    friendIds,
    load,
    loadGroups,
    loadBlocked,
    setBlocked,
    reloadSoon,
    handle,
    remove,
    change,
    clear,
  }
})

export function contactName(contact: Contact): string {
  return contact.remark || contact.friendName || contact.username || String(contact.friendId)
}

/** What the server calls the group of contacts that were put into none. */
const kDefaultGroup = '默认分组'

/** The name of a contact group as this language says it. */
export function contactGroupLabel(name: string | null | undefined, t: (key: string) => string) {
  return !name || name === kDefaultGroup ? t('people.default') : name
}
