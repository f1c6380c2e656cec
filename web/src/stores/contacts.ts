import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import * as api from '@/api/api'
import type { Contact, ContactRequest } from '@/api/types'
import { errorText } from '@/i18n/errors'
import { useConversations } from './conversations'

/** The address book and the friend requests that wait for an answer. */
export const useContacts = defineStore('contacts', () => {
  const conversations = useConversations()
  const list = shallowRef<readonly Contact[]>([])
  const requests = shallowRef<readonly ContactRequest[]>([])
  const loaded = shallowRef(false)
  const error = shallowRef<string | null>(null)
  const friendIds = computed(() => new Set(list.value.map((each) => each.friendId)))
  const collator = new Intl.Collator('zh-u-co-pinyin')
  let timer: ReturnType<typeof setTimeout> | undefined

  async function load(): Promise<void> {
    try {
      const [contacts, received] = await Promise.all([
        api.listContacts(),
        api.listReceivedRequests(),
      ])
      list.value = [...contacts].sort((a, b) => collator.compare(contactName(a), contactName(b)))
      requests.value = received.filter((each) => each.status === 'PENDING')
      for (const each of contacts) {
        if (typeof each.online === 'boolean') conversations.online.set(each.friendId, each.online)
      }
      loaded.value = true
      error.value = null
    } catch (cause) {
      error.value = errorText(cause)
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

  function clear(): void {
    clearTimeout(timer)
    list.value = []
    requests.value = []
    loaded.value = false
    error.value = null
  }

  return { list, requests, loaded, error, friendIds, load, reloadSoon, handle, clear }
})

export function contactName(contact: Contact): string {
  return contact.remark || contact.friendName || contact.username || String(contact.friendId)
}
