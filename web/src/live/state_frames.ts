import type { Conversation, Frame } from '@/api/types'
import { idOf } from '@/api/wire'
import { useCalls } from '@/call/calls'
import type { useGroupCalls } from '@/call/group_calls'
import { useGroupNews } from '@/group/group_news'
import { useGroups } from '@/group/groups'
import { useConversations } from '@/message/conversations'
import { useMessages } from '@/message/messages'
import { usePins } from '@/message/pins'
import { announce } from '@/notice/arrivals'
import { useNotices } from '@/notice/notices'
import { useContacts } from '@/person/contacts'

/** Frames about anything but messages: who is there, conversations, calls, groups, contacts. */

type Handler = (frame: Frame, body: Record<string, unknown>) => void

/** Calls of groups come with the first frame of one. */
export function inGroups(use: (calls: ReturnType<typeof useGroupCalls>) => void): void {
  void import('@/call/group_calls').then((found) => use(found.useGroupCalls()))
}

export function stateFrames(me: () => number): Record<string, Handler> {
  const conversations = useConversations()
  const messages = useMessages()
  const contacts = useContacts()
  const groupNews = useGroupNews()
  const pins = usePins()
  const groups = useGroups()
  const notices = useNotices()
  const calls = useCalls()

  return {
    typing(_, body) {
      const userId = idOf(body.userId)
      if (!userId || userId === me()) return
      const name = typeof body.userName === 'string' ? body.userName : ''
      conversations.setTyping(
        idOf(body.conversationId),
        body.isTyping === false ? null : { userId, name },
      )
    },
    online(frame) {
      const userId = idOf(frame.userId)
      if (userId) conversations.online.set(userId, frame.data !== false)
    },
    offline(frame) {
      const userId = idOf(frame.userId)
      if (userId) conversations.online.set(userId, false)
    },
    conversation(frame, body) {
      const id = idOf(body.id ?? body.conversationId)
      if (frame.action === 'deleted') conversations.remove(id)
      else if (body.cursorMoved === true) void messages.cursorMoved(id)
      else if (frame.action === 'updated' && conversations.byId.has(id)) {
        if (body.cleared === true) messages.cleared(id)
        if ('pinnedMessageId' in body) pins.heard(id, idOf(body.pinnedMessageId))
        conversations.patch(id, body as Partial<Conversation>)
      } else conversations.reloadSoon()
    },
    // A complaint about a frame of ours: for whoever looks for a mistake, not for others.
    error: (frame) => console.warn('frame refused:', frame.data),
    incoming_call: (_, body) => calls.rang(body),
    call_status: (_, body) => calls.statusCame(body),
    call(_, body) {
      if (body.group !== true) return
      inGroups((each) =>
        each.came(body, (id) => conversations.byId.get(id)?.name ?? String(body.fromUserName)),
      )
    },
    webrtc_signal(_, body) {
      calls.signalCame(body)
      if (calls.group) inGroups((each) => each.signalCame(body))
    },
    notification(_, body) {
      notices.came()
      announce(String(body.type ?? ''), body)
    },
    ding: (frame, body) => announce('DING', { ...body, action: frame.action }),
    group(frame, body) {
      conversations.reloadSoon()
      groups.changed(idOf(body.groupId))
      const userIds = Array.isArray(body.userIds) ? body.userIds.map(idOf) : []
      const aboutMe = userIds.includes(me())
      groupNews.heard(String(frame.action ?? ''), idOf(body.conversationId), aboutMe)
    },
    contact(frame) {
      contacts.reloadSoon()
      // An accepted request makes the direct conversation, a changed profile renames it.
      if (frame.action !== 'request') conversations.reloadSoon()
    },
  }
}
