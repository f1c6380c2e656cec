import type { Message } from '@/api/types'
import { formatServerTime, parseServerTime } from '@/base/time'

/** When the message with id 0 would have been written. */
export const kStart = parseServerTime('2026-05-06 10:00:00')

/** A text of Bob, `part` of it changed. */
export function message(id: number, part: Partial<Message> = {}): Message {
  return {
    id,
    conversationId: 1,
    senderId: 2,
    senderName: 'Bob',
    messageType: 'TEXT',
    content: `m${id}`,
    isSelf: false,
    senderAvatar: '',
    isRevoked: false,
    isEdited: false,
    clientMsgId: null,
    readStatus: null,
    quote: null,
    mentions: null,
    reactions: [],
    isForwarded: false,
    isPacket: false,
    isFavorited: false,
    createTime: formatServerTime(kStart + id * 1000),
    ...part,
  }
}
