/**
 * Shapes of the RuoYi-IM dialect as this client reads them. The only file to touch when they are
 * taken from the server's document: after `npm run types` each of these can become an alias such as
 * `export type User = components['schemas']['User']`. Nothing else imports schema.d.ts.
 *
 * Ids are numbers; a date-time is `yyyy-MM-dd HH:mm:ss` in GMT+8 (see lib/time.ts).
 */

export interface User {
  id: number
  username: string
  nickname: string | null
  avatar: string | null
  online?: boolean | null
  signature?: string | null
  department?: string | null
  position?: string | null
  /** Only in results of the contact search. */
  isFriend?: boolean | null
}

export interface LoginData {
  token: string
  userId: number
  userInfo: User
  refreshToken?: string | null
  /** Life of `token` in seconds. */
  expiresIn?: number | null
}

export type ConversationType = 'PRIVATE' | 'GROUP'

export interface LastMessage {
  id: number
  content: string | null
  senderId: number | null
  senderName: string | null
  messageType: string | null
  createTime: string | null
  isRevoked?: boolean | null
}

export interface Conversation {
  id: number
  type: ConversationType
  name: string | null
  avatar: string | null
  unreadCount: number
  lastMessage: LastMessage | null
  pinned?: boolean | null
  muted?: boolean | null
  createTime?: string | null
  updateTime?: string | null
  lastMessageTime?: string | null
  /** User id of the other person, or id of the group. */
  targetId?: number | null
  peerUserId?: number | null
  peerOnline?: boolean | null
  lastReadMessageId?: number | null
  memberCount?: number | null
  hasMention?: boolean | null
}

export interface ReadStatus {
  readCount: number
  totalCount: number
  allRead: boolean
}

export interface Message {
  id: number
  conversationId: number
  senderId: number | null
  senderName: string | null
  senderAvatar?: string | null
  messageType: string
  content: string
  isSelf: boolean
  isRevoked?: boolean | null
  isEdited?: boolean | null
  createTime: string
  clientMsgId?: string | null
  /** Own messages only. */
  readStatus?: ReadStatus | null
}

export interface Contact {
  id: number
  friendId: number
  friendName: string | null
  friendAvatar: string | null
  remark: string | null
  online?: boolean | null
  username?: string | null
  department?: string | null
  position?: string | null
  signature?: string | null
}

export interface ContactRequest {
  id: number
  fromUserId: number
  toUserId: number
  message: string | null
  status: string
  createTime: string | null
  fromUserName: string | null
  fromUserAvatar: string | null
}

/** A frame of the WebSocket. Read members through the helpers of net/frames.ts. */
export interface Frame {
  type: string
  payload?: unknown
  data?: unknown
  [member: string]: unknown
}
