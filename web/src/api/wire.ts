import type {
  CallRecord,
  Frame,
  Mentions,
  Message,
  Quote,
  Reaction,
  ReadStatus,
  SystemNotice,
} from './types'

/** Reads what came over the wire without trusting its shape. */

type Members = Record<string, unknown>

/** The members of a frame: under `payload`, else `data`, else flat. */
export function bodyOf(frame: Frame): Members {
  for (const body of [frame.payload, frame.data]) {
    if (body !== null && typeof body === 'object' && !Array.isArray(body)) return body as Members
  }
  return frame
}

export function idOf(value: unknown): number {
  const id = typeof value === 'string' ? Number(value) : value
  return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? id : 0
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/** A message of a list or a frame, or null when its ids are missing. `me` decides isSelf. */
export function messageOf(value: unknown, me: number): Message | null {
  if (value === null || typeof value !== 'object') return null
  const m = value as Members
  const id = idOf(m.id ?? m.messageId)
  const conversationId = idOf(m.conversationId ?? m.sessionId)
  if (!id || !conversationId) return null
  const senderId = idOf(m.senderId)
  return {
    id,
    conversationId,
    senderId,
    senderName: textOf(m.senderName) ?? '',
    senderAvatar: textOf(m.senderAvatar) ?? '',
    messageType: typeOf(m),
    content: textOf(m.content) ?? '',
    isSelf: senderId !== 0 && senderId === me,
    isRevoked: m.isRevoked === true,
    isEdited: m.isEdited === true,
    createTime: textOf(m.createTime) ?? '',
    clientMsgId: textOf(m.clientMsgId),
    readStatus: (m.readStatus ?? null) as ReadStatus | null,
    quote: quoteOf(m.quotedMessage),
    mentions: mentionsOf(m),
    reactions: reactionsOf(m.reactions, me),
    isForwarded: idOf(m.forwardFromMessageId) > 0,
    isPacket: m.isPacket === true,
    notice: noticeOf(m.notice),
    callRecord: recordOf(m.callRecord),
    isFavorited: m.isFavorited === true,
  }
}

/** Messages that were sent on as one are a text to others: here they have a type of their own. */
function typeOf(m: Members): string {
  if (m.isMerged === true) return 'MERGED'
  return (textOf(m.messageType) ?? textOf(m.type) ?? 'TEXT').toUpperCase()
}

function quoteOf(value: unknown): Quote | null {
  if (value === null || typeof value !== 'object') return null
  const q = value as Members
  const id = idOf(q.id)
  if (!id) return null
  return {
    id,
    type: (textOf(q.type) ?? 'TEXT').toUpperCase(),
    content: textOf(q.content) ?? '',
    senderName: textOf(q.senderName) ?? '',
    isRevoked: q.isRevoked === true,
    isPacket: q.isPacket === true,
  }
}

function noticeOf(value: unknown): SystemNotice | null {
  if (value === null || typeof value !== 'object') return null
  const n = value as Members
  const targets = Array.isArray(n.targets) ? n.targets.map((each) => textOf(each) ?? '') : []
  const kind = textOf(n.kind) as SystemNotice['kind'] | null
  return kind && { kind, actor: textOf(n.actor) ?? '', targets, text: textOf(n.text) ?? '' }
}

function recordOf(value: unknown): CallRecord | null {
  if (value === null || typeof value !== 'object') return null
  const { callType, result, duration } = value as Members
  return {
    callType: textOf(callType) ?? '',
    result: textOf(result) ?? '',
    duration: typeof duration === 'number' ? duration : 0,
  }
}

function mentionsOf(m: Members): Mentions | null {
  const info = (m.mentionInfo ?? null) as Members | null
  const ids = info?.userIds ?? m.atUserIds
  const userIds = Array.isArray(ids) ? ids.map(idOf).filter((id) => id > 0) : []
  const all = info?.mentionAll === true
  return all || userIds.length > 0 ? { userIds, all } : null
}

/** The grouped form of ruoyi 3.11; `isMine` of a frame may be another reader's, so ids decide. */
export function reactionsOf(value: unknown, me: number): Reaction[] {
  if (!Array.isArray(value)) return []
  const found: Reaction[] = []
  for (const each of value) {
    if (each === null || typeof each !== 'object') continue
    const r = each as Members
    const emoji = textOf(r.emoji)
    if (!emoji) continue
    const userIds = Array.isArray(r.userIds) ? r.userIds.map(idOf) : []
    const count = typeof r.count === 'number' ? r.count : userIds.length
    const isMine = userIds.length > 0 ? userIds.includes(me) : r.isMine === true
    found.push({ emoji, count, isMine, userIds })
  }
  return found
}

export function messagesOf(values: unknown, me: number): Message[] {
  if (!Array.isArray(values)) return []
  return values.map((value) => messageOf(value, me)).filter((m): m is Message => m !== null)
}
