import { openDB } from 'idb'
import type { IDBPDatabase } from 'idb'
import type { OutboxItem } from './outbox'

/** Where the outbox survives a reload. */
export interface OutboxStorage {
  put(item: OutboxItem): Promise<void>
  delete(clientMsgId: string): Promise<void>
  all(): Promise<OutboxItem[]>
  close(): void
}

const kVersion = 1
const kStore = 'outbox'

/** One database per user, so that somebody else at the same computer never sends these. */
export function openOutboxStorage(userId: number): OutboxStorage {
  const opened: Promise<IDBPDatabase> = openDB(`koine-outbox-${userId}`, kVersion, {
    upgrade(db) {
      db.createObjectStore(kStore, { keyPath: 'clientMsgId' })
    },
  })
  // Each call reports the failure itself.
  opened.catch(() => undefined)
  return {
    async put(item) {
      await (await opened).put(kStore, item)
    },
    async delete(clientMsgId) {
      await (await opened).delete(kStore, clientMsgId)
    },
    async all() {
      return (await (await opened).getAll(kStore)) as OutboxItem[]
    },
    close() {
      opened.then((db) => db.close()).catch(() => undefined)
    },
  }
}
