import { openDB } from 'idb'
import type { IDBPDatabase } from 'idb'
import type { Conversation, Message } from '@/api/types'

/**
 * What a start shows before the server has answered: the conversation list and the last messages of
 * the conversations used last. One database per user; a build with another version drops it.
 */

const kPrefix = 'koine-cache-'
/** Raised whenever the shape of a row changes. */
const kVersion = 2
const kList = 'list'
const kThreads = 'threads'
const kListKey = 'all'
export const kMostThreads = 50
export const kMostRows = 50

interface StoredThread {
  id: number
  /** When it was written, ms. */
  at: number
  rows: readonly Message[]
}

export interface Cache {
  list(): Promise<readonly Conversation[]>
  putList(rows: readonly Conversation[]): Promise<void>
  /** The last messages, ascending; empty when nothing is kept. */
  thread(id: number): Promise<readonly Message[]>
  /** Keeps the last kMostRows; the oldest thread gives way when there are too many. */
  putThread(id: number, rows: readonly Message[]): Promise<void>
  close(): void
}

function nameOf(userId: number): string {
  return `${kPrefix}v${kVersion}-${userId}`
}

/** Rejects in a browser without a database. */
export async function openCache(userId: number): Promise<Cache> {
  void dropOthers(userId)
  const db: IDBPDatabase = await openDB(nameOf(userId), 1, {
    upgrade(fresh) {
      fresh.createObjectStore(kList)
      fresh.createObjectStore(kThreads, { keyPath: 'id' }).createIndex('at', 'at')
    },
    blocking(_current, _next, event) {
      ;(event.target as IDBDatabase).close()
    },
  })
  return {
    async list() {
      return ((await db.get(kList, kListKey)) as Conversation[] | undefined) ?? []
    },
    async putList(rows) {
      await db.put(kList, plain(rows), kListKey)
    },
    async thread(id) {
      return ((await db.get(kThreads, id)) as StoredThread | undefined)?.rows ?? []
    },
    async putThread(id, rows) {
      const kept = plain(rows.slice(-kMostRows))
      const transaction = db.transaction(kThreads, 'readwrite')
      await transaction.store.put({ id, at: Date.now(), rows: kept } satisfies StoredThread)
      let surplus = (await transaction.store.count()) - kMostThreads
      let cursor = surplus > 0 ? await transaction.store.index('at').openCursor() : null
      while (cursor && surplus > 0) {
        await cursor.delete()
        surplus--
        cursor = await cursor.continue()
      }
      await transaction.done
    },
    close: () => db.close(),
  }
}

/** Rows hold nothing but data; a copy frees them from whatever watches the originals. */
function plain<T>(rows: readonly T[]): T[] {
  return JSON.parse(JSON.stringify(rows)) as T[]
}

/** At sign-out. Never rejects. */
export async function deleteCache(userId: number): Promise<void> {
  await drop(nameOf(userId))
}

/** Of this user, written by other versions. */
async function dropOthers(userId: number): Promise<void> {
  try {
    const databases = (await indexedDB.databases?.()) ?? []
    for (const { name } of databases) {
      const isOld = name?.startsWith(kPrefix) && name.endsWith(`-${userId}`)
      if (name && isOld && name !== nameOf(userId)) await drop(name)
    }
  } catch {
    // Only space is lost.
  }
}

function drop(name: string): Promise<void> {
  return new Promise((done) => {
    try {
      const request = indexedDB.deleteDatabase(name)
      request.onsuccess = () => done()
      request.onerror = () => done()
      request.onblocked = () => done()
    } catch {
      done()
    }
  })
}
