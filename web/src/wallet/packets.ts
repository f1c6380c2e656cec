import { ApiError } from '@/api/http'
import { packetOf } from './api'
import type { Packet } from './api'
import { shallowReactive } from 'vue'

/** The red packets that messages are, as far as they were asked for; null: a message is none. */
const kMost = 200
const known = shallowReactive(new Map<number, Packet | null>())
const asking = new Set<number>()

export function knownPacket(messageId: number): Packet | null | undefined {
  return known.get(messageId)
}

/** Asks the server, unless it is being asked. Throws NetworkError, or ApiError but for "none". */
export async function askPacket(messageId: number): Promise<void> {
  if (asking.has(messageId)) return
  asking.add(messageId)
  try {
    keep(messageId, await packetOf(messageId))
  } catch (error) {
    // Nothing of that number, or nothing that this person may see as more than a text.
    if (!(error instanceof ApiError) || error.status >= 500) throw error
    keep(messageId, null)
  } finally {
    asking.delete(messageId)
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
