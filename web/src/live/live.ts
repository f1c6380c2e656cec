import { defineStore } from 'pinia'
import { shallowReactive, shallowRef, watch } from 'vue'
import type { Frame, Message } from '@/api/types'
import { hasFiles } from '@/data/drafts'
import { Outbox } from '@/data/outbox'
import type { OutboxExtra, OutboxItem } from '@/data/outbox'
import { openOutboxStorage } from '@/data/outbox_storage'
import type { OutboxStorage } from '@/data/outbox_storage'
import { codeText } from '@/i18n/errors'
import { noteServerTime } from '@/base/clock'
import { newClientMsgId } from '@/base/ids'
import { bodyOf, idOf, messageOf } from '@/api/wire'
import { Connection } from './connection'
import type { ConnectionState, Socket } from './connection'
import { useAlerts } from '@/alert/alerts'
import { useAttention } from '@/session/attention'
import { useCalls } from '@/call/calls'
import { useContacts } from '@/person/contacts'
import { useConversations } from '@/message/conversations'
import { messageFrames } from './message_frames'
import { messageFrame, sentMessage } from './outgoing'
import { inGroups, stateFrames } from './state_frames'
import { holdTabLock, livingTabs } from './tab_locks'
import { useMessages } from '@/message/messages'
import { announce, kAnything } from '@/notice/arrivals'
import { useNotices } from '@/notice/notices'
import { usePins } from '@/message/pins'
import { useSession } from '@/session/session'
import { useUploads } from '@/file/uploads'

/** The connection of this tab: what comes in goes to the stores, what goes out to the outbox. */

const kAdoptAgainMs = 2_000
/** A refusal that only the user can lift. */
const kUploadFailed = 400

export const useLive = defineStore('live', () => {
  const session = useSession()
  const conversations = useConversations()
  const messages = useMessages()
  const contacts = useContacts()
  const attention = useAttention()
  const uploads = useUploads()
  const pins = usePins()
  const notices = useNotices()
  const alerts = useAlerts()
  const calls = useCalls()

  const state = shallowRef<ConnectionState>({
    phase: 'stopped',
    downSince: null,
    retryAt: null,
    reason: null,
  })
  /** Something was sent since the page was opened. */
  const hasSent = shallowRef(false)
  /** Unacknowledged messages by conversation. */
  const pending = shallowReactive(new Map<number, readonly OutboxItem[]>())
  const tab = newClientMsgId()
  let connection: Connection | null = null
  let outbox: Outbox | null = null
  let storage: OutboxStorage | null = null

  holdTabLock(tab)
  window.addEventListener('online', () => connection?.poke())
  watch(
    () => attention.attentive,
    (on) => {
      if (!on) return messages.lookedAway()
      connection?.poke()
      void adopt()
    },
  )

  function start(): void {
    const user = session.user
    if (connection || !user) return
    storage = openOutboxStorage(user.id)
    outbox = new Outbox({
      storage,
      tab,
      transmit: (item) => connection?.send(messageFrame(item)) ?? false,
      onChange: (id, items) => pending.set(id, items),
      upload: (item) => uploads.begin(item, storage),
      onRemove: (item) => uploads.forget(item.clientMsgId),
    })
    uploads.answerTo({
      done: (clientMsgId, content) => outbox?.uploaded(clientMsgId, content),
      failed: (clientMsgId, text) => outbox?.refused(clientMsgId, kUploadFailed, text),
    })
    messages.confirmWith((clientMsgId) => outbox?.done(clientMsgId))
    connection = new Connection({
      token: (rejected) => (rejected ? session.renew(rejected) : session.current()),
      open: openSocket,
      onFrame: receive,
      onState: enter,
    })
    connection.start()
    void adopt()
  }

  /** Ends the connection; unsent messages stay stored for this user. */
  function stop(): void {
    calls.stop()
    if (calls.group) inGroups((each) => each.stop())
    connection?.stop()
    connection = null
    outbox?.close()
    outbox = null
    uploads.stop()
    storage?.close()
    storage = null
    pending.clear()
  }

  /** The user asks for a connection: at once, also after the server had sent us away. */
  function reconnect(): void {
    if (state.value.phase === 'stopped') connection?.start()
    else connection?.poke()
  }

  function enter(next: ConnectionState): void {
    const before = state.value.phase
    state.value = next
    if (next.phase === 'online') {
      messages.wentOnline()
      void caughtUp()
    } else if (before === 'online') {
      outbox?.offline()
      messages.wentOffline()
    }
    if (next.phase !== 'online') conversations.typing.clear()
    // Sent away: any request tells whether the session itself has ended.
    if (next.phase === 'stopped' && next.reason !== null) void conversations.load()
  }

  /** List first, then the open conversation; what is queued goes out meanwhile. */
  async function caughtUp(): Promise<void> {
    outbox?.online()
    void adopt()
    void calls.catchUp(me())
    if (calls.group) inGroups((each) => void each.catchUp())
    await conversations.load()
    void conversations.learnMentions()
    await messages.catchUpOpen()
    if (contacts.loaded) void contacts.load()
    void notices.count()
    announce(kAnything)
  }

  /** A message of ours, in the list at once. A window of the past is left for the live end. */
  function send(conversationId: number, content: string, extra: OutboxExtra = {}): void {
    const clientMsgId = newClientMsgId()
    hasSent.value = true
    if (extra.blob) uploads.keep(clientMsgId, extra.blob)
    void outbox?.enqueue(conversationId, clientMsgId, content, extra)
    const thread = messages.threadOf(conversationId)
    thread.unreadAfter = null
    thread.unreadAbove = 0
    void messages.toLatest(conversationId)
  }

  /** Gives up one that is not sent yet, with its upload. */
  function cancel(clientMsgId: string): void {
    uploads.cancel(clientMsgId)
    outbox?.cancel(clientMsgId)
  }

  function sendTyping(conversationId: number, isTyping: boolean): void {
    connection?.send({ type: 'typing', payload: { conversationId, isTyping } })
  }

  /** Closing the page now would leave something behind that was sent, or meant to be. */
  function isBusy(): boolean {
    return (outbox?.underWay ?? 0) > 0 || hasFiles() || calls.busy
  }

  function unsent(): number {
    return outbox?.size ?? 0
  }

  /** Takes over what tabs that are gone have left; again a little later for one just closing. */
  async function adopt(again = true): Promise<void> {
    const isAlive = await livingTabs()
    await outbox?.adopt(isAlive)
    if (again) setTimeout(() => void adopt(false), kAdoptAgainMs)
  }

  function receive(frame: Frame): void {
    if (frame.type === 'connected') noteServerTime(frame.timestamp)
    const handler = handlers[frame.type]
    handler?.(frame, bodyOf(frame))
  }

  const me = () => session.user?.id ?? 0

  /** Whether a message names me, or everybody. */
  function mentionOf(message: Message): 'me' | 'all' | null {
    if (message.mentions?.userIds.includes(me())) return 'me'
    return message.mentions?.all ? 'all' : null
  }

  const handlers: Record<string, (frame: Frame, body: Record<string, unknown>) => void> = {
    new_message(_, body) {
      const message = messageOf(body, me())
      if (!message) return
      const { conversationId } = message
      const named = message.isSelf ? null : mentionOf(message)
      messages.receive(message)
      if (named && !messages.isWatched(conversationId)) {
        conversations.named(conversationId, named === 'all')
      }
      alerts.message(message, named !== null, calls.busy)
    },
    offline_message(_, body) {
      const message = messageOf(body, me())
      // The list, loaded after each connect, already counts it.
      if (message) messages.receiveQuietly(message)
    },
    message_ack(_, body) {
      acknowledged(String(body.clientMsgId ?? ''), idOf(body.messageId), body.createTime)
    },
    message_error(_, body) {
      const code = Number(body.errorCode) || 500
      const text = typeof body.errorMessage === 'string' ? body.errorMessage : ''
      const reason = typeof body.reason === 'string' ? body.reason : ''
      outbox?.refused(String(body.clientMsgId ?? ''), code, codeText(code, text, reason))
    },
    ...messageFrames(messages, alerts, pins),
    ...stateFrames(me),
  }

  function acknowledged(clientMsgId: string, id: number, createTime: unknown): void {
    for (const items of pending.values()) {
      const item = items.find((each) => each.clientMsgId === clientMsgId)
      const user = session.user
      if (!item || !user || !id) continue
      messages.receive(sentMessage(item, user, id, createTime))
      break
    }
    outbox?.done(clientMsgId)
  }

  return {
    state,
    pending,
    hasSent,
    start,
    stop,
    reconnect,
    send,
    cancel,
    sendTyping,
    unsent,
    isBusy,
    retry: (clientMsgId: string) => outbox?.retry(clientMsgId),
    discard: (clientMsgId: string) => outbox?.discard(clientMsgId),
  }
})

function openSocket(token: string): Socket {
  const url = new URL('/ws/im', location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  url.searchParams.set('token', token)
  return new WebSocket(url) as unknown as Socket
}
