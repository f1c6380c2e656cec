import { useI18n } from 'vue-i18n'
import { useRoute, useRouter } from 'vue-router'
import * as api from './conversation_api'
import type { Conversation } from '@/api/types'
import { forgetOpened } from '@/data/last_opened'
import { useSession } from '@/session/session'
import { useConversations } from './conversations'
import { useMessages } from './messages'
import { ask } from '@/ui/ask'
import { IconHide, IconMuted, IconPin, IconRead, IconTrash, IconUnread } from '@/ui/icons'
import { say, sayError } from '@/ui/say'
import type { MenuItem } from '@/ui/menu'
import { offerUndo } from '@/ui/undo'

/** What can be done with a conversation from the list, its header or its panel. */
export function useConversationActions() {
  const { t } = useI18n()
  const route = useRoute()
  const router = useRouter()
  const conversations = useConversations()
  const messages = useMessages()
  const session = useSession()

  const nameOf = (row: Conversation) =>
    row.name || t(row.type === 'GROUP' ? 'chat.group' : 'chat.someone')

  /** Shown at once; taken back when the server refuses. */
  async function change(
    row: Conversation,
    member: 'pinned' | 'muted',
    on: boolean,
    send: (id: number, on: boolean) => Promise<unknown>,
    text?: string,
  ) {
    conversations.patch(row.id, { [member]: on })
    try {
      await send(row.id, on)
      if (text) {
        offerUndo({ text, undo: () => void change(row, member, !on, send) })
      }
    } catch (error) {
      conversations.patch(row.id, { [member]: !on })
      sayError(error)
    }
  }

  function pin(row: Conversation, on: boolean) {
    const text = t(on ? 'conv.pinned' : 'conv.unpinned', { name: nameOf(row) })
    return change(row, 'pinned', on, api.pinConversation, text)
  }

  function mute(row: Conversation, on: boolean) {
    const text = t(on ? 'conv.muted' : 'conv.unmuted', { name: nameOf(row) })
    return change(row, 'muted', on, api.muteConversation, text)
  }

  async function markRead(row: Conversation) {
    const before = { unreadCount: row.unreadCount, hasMention: row.hasMention }
    conversations.patch(row.id, { unreadCount: 0, hasMention: false })
    try {
      const last = row.lastMessage?.id ?? 0
      await messages.readByHand(row.id, last, () => api.markConversationRead(row.id))
    } catch (error) {
      conversations.patch(row.id, before)
      sayError(error)
    }
  }

  const isOpen = (row: Conversation) => Number(route.params.id) === row.id

  /** No conversation is shown then, and a wide window does not bring back this one. */
  function leave(row: Conversation) {
    forgetOpened(session.user?.id ?? 0, row.id)
    return router.replace('/c')
  }

  /** It is left first: what is on screen would be read again. */
  async function markUnread(row: Conversation) {
    if (isOpen(row)) await leave(row)
    try {
      if (!(await messages.markUnread(row.id))) say(t('conv.nothingUnread'))
    } catch (error) {
      sayError(error)
    }
  }

  function hide(row: Conversation) {
    const wasOpen = isOpen(row)
    conversations.hidden.add(row.id)
    if (wasOpen) void leave(row)
    offerUndo({
      text: t('conv.hidden', { name: nameOf(row) }),
      undo: () => {
        conversations.hidden.delete(row.id)
        if (wasOpen) void router.push(`/c/${row.id}`)
      },
      commit: (closing) => void commitHide(row, closing),
    })
  }

  async function commitHide(row: Conversation, closing: boolean) {
    // A message came meanwhile: it is back on the list and stays there.
    if (!conversations.hidden.has(row.id)) return
    try {
      await api.hideConversation(row.id)
      conversations.remove(row.id)
    } catch (error) {
      if (!closing) sayError(error)
    } finally {
      conversations.hidden.delete(row.id)
    }
  }

  async function clear(row: Conversation) {
    const name = nameOf(row)
    const sure = await ask(t('conv.clearText'), t('conv.clearTitle', { name }), {
      confirmButtonText: t('conv.clearConfirm'),
      cancelButtonText: t('common.cancel'),
      confirmButtonClass: 'k-danger-button',
      autofocus: false,
    })
    if (!sure) return
    try {
      await api.clearHistory(row.id)
      const thread = messages.threadOf(row.id)
      thread.rows = []
      thread.hasOlder = false
      thread.unreadAfter = null
      conversations.byId.delete(row.id)
      await conversations.load()
      say(t('conv.cleared', { name }))
    } catch (error) {
      sayError(error)
    }
  }

  function items(row: Conversation): MenuItem[] {
    const pinned = row.pinned === true
    const muted = row.muted === true
    const list: MenuItem[] = [
      {
        label: t(pinned ? 'conv.unpin' : 'conv.pin'),
        icon: IconPin,
        test: 'menu-pin',
        run: () => void pin(row, !pinned),
      },
      {
        label: t(muted ? 'conv.unmute' : 'conv.mute'),
        icon: IconMuted,
        test: 'menu-mute',
        run: () => void mute(row, !muted),
      },
    ]
    if (row.unreadCount > 0 || row.hasMention) {
      list.push({
        label: t('conv.markRead'),
        icon: IconRead,
        test: 'menu-read',
        run: () => void markRead(row),
      })
    } else if (row.lastMessage) {
      list.push({
        label: t('conv.markUnread'),
        icon: IconUnread,
        test: 'menu-unread',
        run: () => void markUnread(row),
      })
    }
    list.push(
      { label: t('conv.hide'), icon: IconHide, test: 'menu-hide', run: () => hide(row) },
      {
        label: t('conv.clear'),
        icon: IconTrash,
        danger: true,
        test: 'menu-clear',
        run: () => void clear(row),
      },
    )
    return list
  }

  return { items, pin, mute, markRead, markUnread, hide, clear, nameOf }
}
