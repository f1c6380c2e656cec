import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { peerOf, useConversations } from '@/message/conversations'
import { contactName, useContacts } from '@/person/contacts'
import type { Receiver } from './forwarding'

export interface ForwardTarget extends Receiver {
  key: string
  avatarId: number
  name: string
  avatar: string | null
  group: boolean
}

/** Where a message can go: all conversations, then contacts without one. */
export function useForwardTargets() {
  const { t } = useI18n()
  const conversations = useConversations()
  const contacts = useContacts()

  return computed<ForwardTarget[]>(() => {
    const found: ForwardTarget[] = []
    const people = new Set<number>()
    for (const row of conversations.sorted) {
      const group = row.type === 'GROUP'
      const peer = peerOf(row)
      if (peer) people.add(peer)
      found.push({
        key: `c${row.id}`,
        conversationId: row.id,
        userId: 0,
        avatarId: group ? row.id : peer,
        name: row.name || t(group ? 'chat.group' : 'chat.someone'),
        avatar: row.avatar,
        group,
      })
    }
    for (const contact of contacts.list) {
      if (people.has(contact.friendId)) continue
      found.push({
        key: `u${contact.friendId}`,
        conversationId: 0,
        userId: contact.friendId,
        avatarId: contact.friendId,
        name: contactName(contact),
        avatar: contact.friendAvatar,
        group: false,
      })
    }
    return found
  })
}
