import type { CallRecord, Mentions, Message, Quote, Reaction, SystemNotice } from '@/api/types'
import type { Attachment, OutboxItem } from '@/data/outbox'
import { parseServerTime } from '@/base/time'

/** What the message list shows, from top to bottom. Keys are stable over an acknowledgement. */
export type Row = DayRow | TimeRow | UnreadRow | SystemRow | BubbleRow

/** What stands between messages. */
export type LineRow = DayRow | TimeRow | UnreadRow

interface DayRow {
  kind: 'day'
  key: string
  at: number
}
interface TimeRow {
  kind: 'time'
  key: string
  at: number
}
interface UnreadRow {
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
  /** Set where it is what a call left. */
  call: CallRecord | null
  notice: SystemNotice | null
}
type SendState = 'uploading' | 'queued' | 'failed' | 'sent' | 'read'
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
  packet: boolean
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

/** Messages that the server has, and what decides how they are drawn. */
export interface MessagesInput {
  messages: readonly Message[]
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

interface MessageRows {
  rows: readonly Row[]
  /** clientMsgIds among them. */
  confirmed: ReadonlySet<string>
}

export interface Me {
  id: number
  name: string
  avatar: string | null
}

/** Bubbles of one sender closer than this are one group; a longer pause gets a time line. */
export const kGroupWithinMs = 5 * 60_000

/** Row last made of a message: given out again as long as it is the same, so it is not redrawn. */
const made = new WeakMap<Message, BubbleRow | SystemRow>()

export function messageRows(input: MessagesInput): MessageRows {
  const rows: Row[] = []
  const confirmed = new Set<string>()
  const days = new Days()
  let lineDue = input.unreadAfter !== null
  let before = 0
  for (const message of input.messages) {
    if (message.isSelf && message.clientMsgId) confirmed.add(message.clientMsgId)
    const at = timeOf(message)
    if (rows.length > 0 || input.isBeginning) separate(rows, before, at, message.id, days)
    before = at
    if (lineDue && !message.isSelf && message.id > (input.unreadAfter ?? 0)) {
      rows.push({ kind: 'unread', key: 'unread' })
      lineDue = false
    }
    const row = rowOf(message, at, input)
    if (row.kind === 'message' && !input.heads.has(message.id) && belongsTo(rows.at(-1), row)) {
      ;(rows.at(-1) as BubbleRow).last = false
      row.first = false
    }
    rows.push(row)
  }
  keepSame(rows, input.messages)
  return { rows, confirmed }
}

/** Replaces what looks as it did the last time by the row made then. */
function keepSame(rows: Row[], messages: readonly Message[]): void {
  let next = 0
  for (const [index, row] of rows.entries()) {
    if (row.kind !== 'message' && row.kind !== 'system') continue
    const message = messages[next++]!
    const old = made.get(message)
    if (old && looksTheSame(old, row)) rows[index] = old
    else made.set(message, row)
  }
}

/** Of two rows of one message; the message itself never changes. */
function looksTheSame(a: BubbleRow | SystemRow, b: BubbleRow | SystemRow): boolean {
  if (a.kind !== 'message' || b.kind !== 'message') return a.kind === b.kind
  return (
    a.first === b.first &&
    a.last === b.last &&
    a.state === b.state &&
    a.readers?.read === b.readers?.read &&
    a.readers?.total === b.readers?.total
  )
}

/** The rows with what is still on its way below them. */
export function withPending(
  { rows: above, confirmed }: MessageRows,
  pending: readonly OutboxItem[],
  me: Me,
): readonly Row[] {
  const waiting = pending.filter((item) => !confirmed.has(item.clientMsgId))
  if (waiting.length === 0) return above
  const rows = [...above]
  const days = new Days()
  for (const item of waiting) {
    // The clock of this computer may lag behind the server's; order is by sending, not by time.
    const before = lastAt(rows)
    const at = Math.max(item.createdAt, before)
    separate(rows, before, at, `c${item.clientMsgId}`, days)
    const row = pendingRow(item, at, me)
    const last = rows.at(-1)
    if (belongsTo(last, row)) {
      rows[rows.length - 1] = { ...(last as BubbleRow), last: false }
      row.first = false
    }
    rows.push(row)
  }
  return rows
}

const times = new WeakMap<Message, number>()

function timeOf(message: Message): number {
  let at = times.get(message)
  if (at === undefined) {
    at = parseServerTime(message.createTime)
    times.set(message, at)
  }
  return at
}

/** Which day of the reader's a time belongs to; quick for times in their order. */
class Days {
  private start = 0
  private end = 0

  /** When the day began. */
  of(ms: number): number {
    if (ms >= this.start && ms < this.end) return this.start
    const day = new Date(ms)
    this.start = day.setHours(0, 0, 0, 0)
    this.end = day.setDate(day.getDate() + 1)
    return this.start
  }
}

function rowOf(message: Message, at: number, input: MessagesInput): BubbleRow | SystemRow {
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
      notice: message.notice ?? null,
      call: message.callRecord ?? null,
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
    packet: message.isPacket,
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

function pendingRow(item: OutboxItem, at: number, me: Me): BubbleRow {
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
    packet: false,
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

function separate(rows: Row[], before: number, at: number, key: number | string, days: Days): void {
  if (before === 0 || days.of(before) !== days.of(at)) {
    rows.push({ kind: 'day', key: `d${key}`, at })
  } else if (at - before > kGroupWithinMs) {
    rows.push({ kind: 'time', key: `t${key}`, at })
  }
}

/** Whether `row` continues the group of bubbles that ends with `above`. */
function belongsTo(above: Row | undefined, row: BubbleRow): boolean {
  if (above?.kind !== 'message') return false
  if (above.mine !== row.mine || above.senderId !== row.senderId) return false
  return row.at - above.at < kGroupWithinMs
}
