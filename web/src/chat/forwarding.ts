import { newClientMsgId } from '@/base/ids'
import { forwardMessage, mergeForward } from '@/message/api'
import { createDirect } from '@/message/conversation_api'

/** Sends messages on to several conversations, each of them once, however often it is tried. */

/**
 * What was forwarded to a conversation and under which name, until all that was chosen has gone
 * there: trying again sends the rest only, also when the dialog was closed meanwhile.
 */
const underWay = new Map<number, Map<string, { name: string; gone: boolean }>>()

export interface Receiver {
  conversationId: number
  /** Of somebody without a conversation yet. */
  userId: number
}

/** One request to each conversation; `key` tells it from others that go there. */
export interface ForwardPart {
  key: string
  send(conversationId: number, clientMsgId: string): Promise<unknown>
}

/** `title`: they go as one message, under it; null = one by one. */
export function partsOf(
  rows: readonly { id: number | null }[],
  title: string | null,
): ForwardPart[] {
  const ids = rows.map((row) => row.id!)
  if (title === null) {
    return ids.map((id) => ({ key: `${id}`, send: (to, name) => forwardMessage(id, to, name) }))
  }
  return [{ key: ids.join(), send: (to, name) => mergeForward(ids, to, title, name) }]
}

async function forwardOnce(part: ForwardPart, conversationId: number): Promise<void> {
  const there = underWay.get(conversationId) ?? new Map()
  underWay.set(conversationId, there)
  const state = there.get(part.key) ?? { name: newClientMsgId(), gone: false }
  there.set(part.key, state)
  if (state.gone) return
  await part.send(conversationId, state.name)
  state.gone = true
}

/**
 * One after the other, so that each receiver gets them in their order; `arrived` hears where all
 * have gone. The answer: who is left, and why the last of them is.
 */
export async function forward<T extends Receiver>(
  parts: readonly ForwardPart[],
  receivers: readonly T[],
  arrived: (conversationId: number) => void,
): Promise<{ left: T[]; reason: unknown }> {
  const left: T[] = []
  let reason: unknown = null
  for (const receiver of receivers) {
    try {
      const id = receiver.conversationId || (await createDirect(receiver.userId))
      for (const part of parts) await forwardOnce(part, id)
      for (const { key } of parts) underWay.get(id)?.delete(key)
      arrived(id)
    } catch (cause) {
      reason = cause
      left.push(receiver)
    }
  }
  return { left, reason }
}
