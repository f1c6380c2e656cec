import { ApiError } from '@/api/http'
import { packetOf } from './api'
import type { Packet } from './api'
import { shallowReactive } from 'vue'

/** The red packets that messages are, as far as they were asked for; null: a message is none. */
const kMost = 200
const known = shallowReactive(new Map<number, Packet | null>())
const asking = new Map<number, Promise<void>>()

export function knownPacket(messageId: number): Packet | null | undefined {
  return known.get(messageId)
}

/**
 * Asks the server, or waits while it is being asked. Throws NetworkError, or ApiError but for
 * "none".
 */
export function askPacket(messageId: number): Promise<void> {
  const open = asking.get(messageId)
  if (open) return open
  const asked = ask(messageId).finally(() => asking.delete(messageId))
  asking.set(messageId, asked)
  return asked
}

/** The same after something was done: an answer that is on its way may be older than that. */
export async function askPacketAgain(messageId: number): Promise<void> {
  await asking.get(messageId)?.catch(() => {})
  await askPacket(messageId)
}

async function ask(messageId: number): Promise<void> {
  try {
    keep(messageId, await packetOf(messageId))
  } catch (error) {
    // Nothing of that number, or nothing that this person may see as more than a text.
    if (!(error instanceof ApiError) || error.status >= 500) throw error
    keep(messageId, null)
  }
}

function keep(messageId: number, packet: Packet | null): void {
  known.delete(messageId)
  known.set(messageId, packet)
  for (const oldest of known.keys()) {
    if (known.size <= kMost) break
    known.delete(oldest)
  }
}
