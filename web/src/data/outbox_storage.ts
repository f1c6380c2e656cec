import { deleteDB, openDB } from 'idb'
import type { IDBPDatabase } from 'idb'
import type { OutboxItem } from './outbox'

/** Where the outbox survives a reload. */
export interface OutboxStorage {
  put(item: OutboxItem): Promise<void>
  delete(clientMsgId: string): Promise<void>
  all(): Promise<OutboxItem[]>
  /** The bytes of an attachment; deleted with its item. */
  putBlob(clientMsgId: string, blob: Blob): Promise<void>
  blob(clientMsgId: string): Promise<Blob | null>
  close(): void
}

const kVersion = 2
const kStore = 'outbox'
const kBlobs = 'blobs'

/** One database per user, so that somebody else at the same computer never sends these. */
export function openOutboxStorage(userId: number): OutboxStorage {
  const opened = open(`koine-outbox-${userId}`)
  // Each call reports the failure itself.
  opened.catch(() => undefined)
  const journal = new Journal(`koine.outbox.${userId}.`)
  return {
    async put(item) {
      journal.add(item)
      await (await opened).put(kStore, item)
      journal.remove(item.clientMsgId)
    },
    async delete(clientMsgId) {
      journal.remove(clientMsgId)
      const db = await opened
      await db.delete(kStore, clientMsgId)
      await db.delete(kBlobs, clientMsgId)
    },
    async putBlob(clientMsgId, blob) {
      await (await opened).put(kBlobs, blob, clientMsgId)
    },
    async blob(clientMsgId) {
      const found: unknown = await (await opened).get(kBlobs, clientMsgId)
      return found instanceof Blob ? found : null
    },
    async all() {
      const found = new Map<string, OutboxItem>()
      const stored = await opened.then((db) => db.getAll(kStore)).catch(() => [])
      for (const item of [...(stored as OutboxItem[]), ...journal.all()]) {
        found.set(item.clientMsgId, item)
      }
      return [...found.values()]
    },
    close() {
      opened.then((db) => db.close()).catch(() => undefined)
    },
  }
}

/** At sign-out. Never rejects; what another tab still has open it lets go of. */
export function deleteOutbox(userId: number): Promise<void> {
  return deleteDB(`koine-outbox-${userId}`).catch(() => undefined)
}

/** Fails, rather than throws, in a browser without a database. */
async function open(name: string): Promise<IDBPDatabase> {
  return openDB(name, kVersion, {
    upgrade(db, before) {
      if (before < 1) db.createObjectStore(kStore, { keyPath: 'clientMsgId' })
      if (before < 2) db.createObjectStore(kBlobs)
    },
    blocking(_current, _wanted, event) {
      ;(event.target as IDBDatabase).close()
    },
  })
}

/**
 * Holds an item until the database has committed it: a reload in the moment after Enter aborts the
 * transaction, while localStorage is written at once.
 */
class Journal {
  constructor(private readonly prefix: string) {}

  add(item: OutboxItem): void {
    try {
      localStorage.setItem(this.prefix + item.clientMsgId, JSON.stringify(item))
    } catch {
      // The database alone will do.
    }
  }

  remove(clientMsgId: string): void {
    try {
      localStorage.removeItem(this.prefix + clientMsgId)
    } catch {
      // As above.
    }
  }

  all(): OutboxItem[] {
    const items: OutboxItem[] = []
    try {
      for (let i = 0; i < localStorage.length; i++) {
        const key = localStorage.key(i) ?? ''
        if (!key.startsWith(this.prefix)) continue
        items.push(JSON.parse(localStorage.getItem(key) ?? '') as OutboxItem)
      }
    } catch {
      // What cannot be read is not ours.
    }
    return items
  }
}
