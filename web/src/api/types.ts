import type { components } from './schema'

/**
 * The shapes this client uses, taken from the server's document (`npm run types`): a member that is
 * renamed or changes its type there breaks the type check here. Nothing else imports schema.d.ts.
 *
 * Ids are numbers; a date-time is `yyyy-MM-dd HH:mm:ss` in GMT+8 (see base/time.ts).
 */

type All = components['schemas']
/** Those of the dialect that this client speaks. */
export type Schemas = {
  [Name in keyof All as Name extends `ruoyi.${infer Own}` ? Own : never]: All[Name]
}

/** A documented member is never left out of an answer; what is absent is null. */
export type Whole<T> = T extends readonly (infer U)[]
  ? Whole<U>[]
  : T extends object
    ? { [K in keyof T]-?: Whole<T[K]> }
    : T

export type Of<Name extends keyof Schemas, Members extends keyof Schemas[Name]> = Whole<
  Pick<Schemas[Name], Members>
>

export type User = Of<'UserOut', 'id' | 'username' | 'nickname' | 'avatar'>

/** Somebody found by the contact search. */
export type Found = Of<
  'FoundOut',
  'id' | 'username' | 'nickname' | 'avatar' | 'online' | 'isFriend'
>

export type LoginData = Of<'LoginOut', 'token' | 'userId' | 'refreshToken' | 'expiresIn'> & {
  userInfo: User
}

/** A line of the server: its kind and what stands in it. */
export type NoticeKind = Schemas['NoticeKind']
export type SystemNotice = Of<'NoticeOut', 'kind' | 'actor' | 'targets' | 'text'>
/** The same of a notice of the bell. */
export type LineKind = Schemas['LineKind']
export type Line = Whole<Schemas['Line']>

type LastMessage = Of<
  'LastMessageOut',
  'id' | 'content' | 'senderId' | 'senderName' | 'messageType' | 'createTime' | 'isRevoked'
> &
  Meaning

/** What a message is beyond its type: said in members, as anybody may write any text. */
export interface Meaning {
  isPacket?: boolean | null
  notice?: SystemNotice | null
  callRecord?: CallRecord | null
}

/** The line that a call left. */
export interface CallRecord {
  callType: string
  result: string
  /** Seconds that it was talked. */
  duration: number
}

export type Conversation = Of<
  'ConversationOut',
  | 'id'
  | 'type'
  | 'name'
  | 'avatar'
  | 'unreadCount'
  | 'pinned'
  | 'muted'
  | 'createTime'
  | 'updateTime'
  | 'targetId'
  | 'peerUserId'
  | 'peerOnline'
  | 'lastMessageTime'
  | 'lastReadMessageId'
  | 'memberCount'
  | 'hasMention'
> & {
  lastMessage: LastMessage | null
  /** Unsent text kept by the server for other devices. */
  draft?: string | null
  /** The caller's own name for a direct conversation. */
  remark?: string | null
}

export type ReadStatus = Of<'ReadStatus', 'readCount' | 'totalCount' | 'allRead'>

/** The message that another one answers, cut short by the server. */
export interface Quote {
  id: number
  type: string
  content: string
  senderName: string
  isRevoked?: boolean
  isPacket?: boolean
}

export interface Mentions {
  userIds: readonly number[]
  all: boolean
}

/** One emoji below a message and who chose it. */
export interface Reaction {
  emoji: string
  count: number
  isMine: boolean
  userIds: readonly number[]
}

/** Comes also by frames, where members may be missing: always built by api/wire.ts. */
export type Message = Of<
  'MessageOut',
  | 'id'
  | 'conversationId'
  | 'senderId'
  | 'senderName'
  | 'senderAvatar'
  | 'messageType'
  | 'content'
  | 'isSelf'
  | 'isRevoked'
  | 'isEdited'
  | 'createTime'
  | 'clientMsgId'
> & {
  /** Own messages only. */
  readStatus: ReadStatus | null
  /** What it answers, or null. */
  quote: Quote | null
  mentions: Mentions | null
  reactions: readonly Reaction[]
  /** Copied from another conversation. */
  isForwarded: boolean
  /** A red packet; the text of one proves nothing. */
  isPacket: boolean
  notice?: SystemNotice | null
  callRecord?: CallRecord | null
  isFavorited: boolean
}

export type Contact = Of<
  'ContactOut',
  | 'id'
  | 'friendId'
  | 'friendName'
  | 'friendAvatar'
  | 'remark'
  | 'online'
  | 'username'
  | 'department'
  | 'position'
  | 'signature'
> & { groupName?: string | null; email?: string | null; phone?: string | null }

export type ContactRequest = Of<
  'RequestOut',
  'id' | 'fromUserId' | 'toUserId' | 'message' | 'status' | 'fromUserName' | 'fromUserAvatar'
>

/** Bodies of requests. */
export type LoginBody = Schemas['LoginIn']
export type RegisterBody = Schemas['RegisterIn']
export type RefreshBody = Schemas['RefreshIn']
export type CreateConversationBody = Schemas['ConversationCreateIn']
export type ReadBody = Schemas['ReadIn']
export type ContactRequestBody = Schemas['RequestIn']

/** A frame of the WebSocket. Read members through api/wire.ts. */
export interface Frame {
  type: string
  payload?: unknown
  data?: unknown
  [member: string]: unknown
}

export type * from './document_types'
export type * from './mail_types'
export type * from './office_types'
