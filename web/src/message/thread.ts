import { shallowReactive } from 'vue'
import type { Message } from '@/api/types'
import type { Failure } from '@/i18n/errors'

/** Messages that are asked for at once. */
export const kPage = 50
/** As many as the server gives at once. */
export const kMostPage = 100

/** The loaded part of one conversation: a window of its history, mostly the newest. */
export interface Thread {
  readonly id: number
  /** Ascending, frozen; always replaced, never changed in place. */
  rows: readonly Message[]
  loaded: boolean
  loading: boolean
  error: Failure | null
  hasOlder: boolean
  /** Ids that stood at the top when an older page came. */
  heads: ReadonlySet<number>
  loadingOlder: boolean
  olderError: boolean
  /** The window does not touch the live end: it was reached by a jump. */
  hasNewer: boolean
  loadingNewer: boolean
  newerError: boolean
  /** Messages may be missing after `tail`: the connection was away. */
  stale: boolean
  /** The rows are those of the last visit; what was unread since then is not known yet. */
  fromCache: boolean
  /** Goes up when that is known: a list that still stands at its end is to be opened anew. */
  reopened: number
  tail: number
  /** The "new messages" line stands after this id; null = no line. */
  unreadAfter: number | null
  /** Unread messages when the first of them lies above what was loaded; 0 = none. */
  unreadAbove: number
  /** Read here or on another device of mine up to this id. */
  readUpTo: number
  /** Made unread by hand: nothing on screen counts as seen until it is opened or moved again. */
  keptUnread: boolean
  /** The other person of a direct conversation has read up to this id. */
  peerReadUpTo: number
  /** Messages that name me and were not on screen yet, ascending. */
  mentions: readonly number[]
  /** Where the list must go; `serial` tells two jumps to one message apart. */
  target: Target | null
  /** Where the reader was when the conversation was left; null = at the end. */
  position: Position | null
}

export interface Target {
  id: number
  serial: number
  flash: boolean
}

export interface Position {
  key: string
  /** From the upper edge of the view to the row's, px; negative when cut. */
  offset: number
}

export function newThread(id: number): Thread {
  return shallowReactive<Thread>({
    id,
    rows: [],
    loaded: false,
    loading: false,
    error: null,
    hasOlder: true,
    heads: new Set(),
    loadingOlder: false,
    olderError: false,
    hasNewer: false,
    loadingNewer: false,
    newerError: false,
    stale: false,
    fromCache: false,
    reopened: 0,
    tail: 0,
    unreadAfter: null,
    unreadAbove: 0,
    readUpTo: 0,
    keptUnread: false,
    peerReadUpTo: 0,
    mentions: [],
    target: null,
    position: null,
  })
}

/** Forgets the rows; the next look loads the newest page. */
export function emptyThread(thread: Thread): void {
  thread.rows = []
  thread.heads = new Set()
  thread.loaded = false
  thread.hasOlder = true
  thread.hasNewer = false
  thread.olderError = false
  thread.newerError = false
  thread.position = null
  thread.target = null
}

/** Counts as unread: what others write, not what the system says. */
export function isCounted(row: Message): boolean {
  return !row.isSelf && row.messageType !== 'SYSTEM'
}

/** Id after which the last `count` messages of others begin. */
export function beforeUnread(rows: readonly Message[], count: number): number {
  let left = count
  for (let i = rows.length - 1; i >= 0; i--) {
    const row = rows[i]!
    if (!isCounted(row)) continue
    if (--left === 0) return row.id - 1
  }
  return 0
}
