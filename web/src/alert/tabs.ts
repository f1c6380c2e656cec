import { defineStore } from 'pinia'
import { shallowRef, watch } from 'vue'
import { newClientMsgId } from '@/base/ids'
import { useAttention } from '@/session/attention'
import { useMessages } from '@/message/messages'
import { useSession } from '@/session/session'

/**
 * The tabs of one account in this browser: what one has read is read in all, and one of them, the
 * leader, makes the sounds and notifications. Signing in and out goes through localStorage (see
 * session/session.ts), unsent messages through data/outbox.ts.
 */

const kLeaderLock = 'koine.leader.'
/** A tab that has said nothing for so long is gone. */
const kForgetAfterMs = 120_000
const kSayEveryMs = 60_000

interface Looking {
  tab: string
  openId: number | null
  attentive: boolean
}

type Note =
  | ({ kind: 'looking' } & Looking)
  | { kind: 'hello'; tab: string }
  | { kind: 'bye'; tab: string }
  | { kind: 'read'; conversationId: number; upTo: number }

export const useTabs = defineStore('tabs', () => {
  const session = useSession()
  const attention = useAttention()
  const messages = useMessages()
  const tab = newClientMsgId()
  const isLeader = shallowRef(false)
  const others = new Map<string, Looking & { at: number }>()
  let channel: BroadcastChannel | null = null
  let resign: AbortController | null = null
  let stops: (() => void)[] = []

  function post(note: Note): void {
    channel?.postMessage(note)
  }

  function sayLooking(): void {
    post({ kind: 'looking', tab, openId: messages.openId, attentive: attention.attentive })
  }

  function hear(note: Note): void {
    if (note.kind === 'looking') {
      const { openId, attentive } = note
      others.set(note.tab, { tab: note.tab, openId, attentive, at: Date.now() })
    } else if (note.kind === 'hello') sayLooking()
    else if (note.kind === 'bye') others.delete(note.tab)
    else if (session.user) {
      messages.readReceipt(note.conversationId, session.user.id, note.upTo)
    }
  }

  function start(): void {
    const userId = session.user?.id
    if (!userId || resign) return
    if ('BroadcastChannel' in window) {
      channel = new BroadcastChannel(`koine.${userId}`)
      channel.onmessage = (event: MessageEvent<Note>) => hear(event.data)
    }
    post({ kind: 'hello', tab })
    sayLooking()
    const timer = setInterval(sayLooking, kSayEveryMs)
    const bye = () => post({ kind: 'bye', tab })
    window.addEventListener('pagehide', bye)
    stops = [
      () => clearInterval(timer),
      () => window.removeEventListener('pagehide', bye),
      watch(() => [messages.openId, attention.attentive], sayLooking),
      watch(
        () => (messages.openId === null ? 0 : messages.threadOf(messages.openId).readUpTo),
        (upTo) => {
          const conversationId = messages.openId
          if (upTo > 0 && conversationId !== null) post({ kind: 'read', conversationId, upTo })
        },
      ),
    ]
    lead(userId)
  }

  /** Waits until no other tab leads; without locks each tab does. */
  function lead(userId: number): void {
    const mine = new AbortController()
    resign = mine
    if (!navigator.locks) {
      isLeader.value = true
      return
    }
    const until = new Promise<void>((done) => mine.signal.addEventListener('abort', () => done()))
    void navigator.locks
      .request(kLeaderLock + userId, { signal: mine.signal }, () => {
        isLeader.value = true
        return until
      })
      .catch(() => undefined)
  }

  /** Whether any tab of this account has the reader's eyes on the conversation. */
  function isWatched(conversationId: number): boolean {
    if (attention.attentive && messages.openId === conversationId) return true
    const oldest = Date.now() - kForgetAfterMs
    for (const each of others.values()) {
      if (each.at >= oldest && each.attentive && each.openId === conversationId) return true
    }
    return false
  }

  /** Whether any tab has the focus at all. */
  function isAttended(): boolean {
    const oldest = Date.now() - kForgetAfterMs
    return (
      attention.attentive ||
      [...others.values()].some((each) => each.at >= oldest && each.attentive)
    )
  }

  function stop(): void {
    post({ kind: 'bye', tab })
    for (const each of stops) each()
    stops = []
    resign?.abort()
    resign = null
    isLeader.value = false
    others.clear()
    channel?.close()
    channel = null
  }

  return { isLeader, isWatched, isAttended, start, stop }
})
