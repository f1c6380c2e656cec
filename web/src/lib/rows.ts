import type { Mentions, Message, Quote, Reaction } from '@/api/types'
import type { Attachment, OutboxItem } from '@/data/outbox'
import { parseServerTime } from './time'

/** What the message list shows, from top to bottom. Keys are stable over an acknowledgement. */
export type Row = DayRow | TimeRow | UnreadRow | SystemRow | BubbleRow

export interface DayRow {
  kind: 'day'
  key: string
  at: number
}
export interface TimeRow {
  kind: 'time'
  key: string
  at: number
}
export interface UnreadRow {
  kind: 'unread'
  key: string
}
export interface SystemRow {
  kind: 'system'
  key: string
  id: number
  at: number
  /** A recalled message has no text of its own. */
  recalledBy: string | null
  text: string
  mine: boolean
}
export type SendState = 'uploading' | 'queued' | 'failed' | 'sent' | 'read'
export interface BubbleRow {
  kind: 'message'
  key: string
  /** Null until the server has given one. */
  id: number | null
  clientMsgId: string | null
  mine: boolean
  senderId: number
  senderName: string
  senderAvatar: string | null
  type: string
  text: string
  edited: boolean
  forwarded: boolean
  favorited: boolean
  quote: Quote | null
  mentions: Mentions | null
  reactions: readonly Reaction[]
  /** Only while it is not sent. */
  attachment: Attachment | null
  /** Others who have read an own message, and how many they are; null = not known. */
  readers: { read: number; total: number } | null
  at: number
  state: SendState
  error: string | null
  /** First and last of a group of bubbles of one sender. */
  first: boolean
  last: boolean
}

export interface RowsInput {
  messages: readonly Message[]
  pending: readonly OutboxItem[]
  me: { id: number; name: string; avatar: string | null }
  /** Own messages up to here were read by the other side; 0 when not shown. */
  readUpTo: number
  /** Members of a group beside me, for messages that do not say; null in a direct chat. */
  others: number | null
  /** The line stands before the first message of others after this id; null = no line. */
  unreadAfter: number | null
  /**
   * Nothing is older than the first message. Otherwise no date stands above it: what will come in
   * above must not change the row under the reader's eye.
   */
  isBeginning: boolean
  /** Ids that stood at the top once; each keeps its face and starts a group, for that reason. */
  heads: ReadonlySet<number>
}

/** Bubbles of one sender closer than this are one group; a longer pause gets a time line. */
export const kGroupWithinMs = 5 * 60_000

export function buildRows(input: RowsInput): Row[] {
  const rows: Row[] = []
  const confirmed = new Set<string>()
  let lineDue = input.unreadAfter !== null
  for (const message of input.messages) {
    if (message.isSelf && message.clientMsgId) confirmed.add(message.clientMsgId)
    const at = parseServerTime(message.createTime)
    if (rows.length > 0 || input.isBeginning) separate(rows, at, message.id)
    if (lineDue && !message.isSelf && message.id > (input.unreadAfter ?? 0)) {
      rows.push({ kind: 'unread', key: 'unread' })
      lineDue = false
    }
    const row = rowOf(message, at, input)
    if (row.kind === 'message' && !input.heads.has(message.id)) join(rows, row)
    rows.push(row)
  }
  for (const item of input.pending) {
    if (confirmed.has(item.clientMsgId)) continue
    // The clock of this computer may lag behind the server's; order is by sending, not by time.
    const at = Math.max(item.createdAt, lastAt(rows))
    separate(rows, at, `c${item.clientMsgId}`)
    const row = pendingRow(item, at, input.me)
    join(rows, row)
    rows.push(row)
  }
  return rows
}

function rowOf(message: Message, at: number, input: RowsInput): BubbleRow | SystemRow {
  const mine = message.isSelf
  if (message.messageType === 'SYSTEM' || message.isRevoked) {
    return {
      kind: 'system',
      key: `m${message.id}`,
      id: message.id,
      at,
      recalledBy: message.isRevoked ? (message.senderName ?? '') : null,
      text: message.content,
      mine,
    }
  }
  const readers = readersOf(message, input.others)
  const read = message.id <= input.readUpTo || (readers !== null && readers.read >= readers.total)
  return {
    kind: 'message',
    key: mine && message.clientMsgId ? `c${message.clientMsgId}` : `m${message.id}`,
    id: message.id,
    clientMsgId: message.clientMsgId ?? null,
    mine,
    senderId: message.senderId ?? 0,
    senderName: message.senderName ?? '',
    senderAvatar: message.senderAvatar ?? null,
    type: message.messageType,
    text: message.content,
    edited: message.isEdited === true,
    forwarded: message.isForwarded,
    favorited: message.isFavorited,
    quote: message.quote,
    mentions: message.mentions,
    reactions: message.reactions,
    attachment: null,
    readers,
    at,
    state: mine && read ? 'read' : 'sent',
    error: null,
    first: true,
    last: true,
  }
}

function readersOf(message: Message, others: number | null): BubbleRow['readers'] {
  if (!message.isSelf || others === null) return null
  const status = message.readStatus
  const total = status?.totalCount ?? others
  return total > 0 ? { read: status?.readCount ?? 0, total } : null
}

function pendingRow(item: OutboxItem, at: number, me: RowsInput['me']): BubbleRow {
  return {
    kind: 'message',
    key: `c${item.clientMsgId}`,
    id: null,
    clientMsgId: item.clientMsgId,
    mine: true,
    senderId: me.id,
    senderName: me.name,
    senderAvatar: me.avatar,
    type: item.type,
    text: item.content,
    edited: false,
    forwarded: false,
    favorited: false,
    quote: item.quote,
    mentions: item.mentions,
    reactions: [],
    attachment: item.attachment,
    readers: null,
    at,
    state: item.state,
    error: item.error,
    first: true,
    last: true,
  }
}

function lastAt(rows: readonly Row[]): number {
  for (let i = rows.length - 1; i >= 0; i--) {
    const row = rows[i]!
    if ('at' in row) return row.at
  }
  return 0
}

function separate(rows: Row[], at: number, key: number | string): void {
  const before = lastAt(rows)
  if (before === 0 || new Date(before).toDateString() !== new Date(at).toDateString()) {
    rows.push({ kind: 'day', key: `d${key}`, at })
  } else if (at - before > kGroupWithinMs) {
    rows.push({ kind: 'time', key: `t${key}`, at })
  }
}

/** Makes `row` part of the group above it when it belongs there. */
function join(rows: Row[], row: BubbleRow): void {
  const above = rows[rows.length - 1]
  if (above?.kind !== 'message') return
  if (above.mine !== row.mine || above.senderId !== row.senderId) return
  if (row.at - above.at >= kGroupWithinMs) return
  above.last = false
  row.first = false
}
