import { mentionInfo } from '@/message/api'
import type { Frame, Message, User } from '@/api/types'
import type { OutboxItem } from '@/data/outbox'
import { formatServerTime } from '@/base/time'

/** A message of ours on its way: the frame that carries it, and what it is once it is there. */

export function messageFrame(item: OutboxItem): Frame {
  return {
    type: 'message',
    payload: {
      conversationId: item.conversationId,
      messageType: item.type,
      content: item.content,
      clientMsgId: item.clientMsgId,
      ...(item.quote ? { replyToMessageId: item.quote.id } : {}),
      ...(item.mentions ? { mentionInfo: mentionInfo(item.mentions) } : {}),
    },
  }
}

/** `createTime` as the server's acknowledgement has it. */
export function sentMessage(
  item: OutboxItem,
  user: User,
  id: number,
  createTime: unknown,
): Message {
  return {
    id,
    conversationId: item.conversationId,
    senderId: user.id,
    senderName: user.nickname || user.username || '',
    senderAvatar: user.avatar,
    messageType: item.type,
    content: item.content,
    isSelf: true,
    isRevoked: false,
    isEdited: false,
    readStatus: null,
    quote: item.quote,
    mentions: item.mentions,
    reactions: [],
    isForwarded: false,
    isPacket: false,
    isFavorited: false,
    createTime: typeof createTime === 'string' ? createTime : formatServerTime(Date.now()),
    clientMsgId: item.clientMsgId,
  }
}
