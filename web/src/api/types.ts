import type { components } from './schema'

/**
 * The shapes this client uses, taken from the server's document (`npm run types`): a member that is
 * renamed or changes its type there breaks the type check here. Nothing else imports schema.d.ts.
 *
 * Ids are numbers; a date-time is `yyyy-MM-dd HH:mm:ss` in GMT+8 (see base/time.ts).
 */

type All = components['schemas']
/** Those of the dialect that this client speaks. */
type Schemas = { [Name in keyof All as Name extends `ruoyi.${infer Own}` ? Own : never]: All[Name] }

/** A documented member is never left out of an answer; what is absent is null. */
type Whole<T> = T extends readonly (infer U)[]
  ? Whole<U>[]
  : T extends object
    ? { [K in keyof T]-?: Whole<T[K]> }
    : T

type Of<Name extends keyof Schemas, Members extends keyof Schemas[Name]> = Whole<
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

/** An event of the schedule; in a range each occurrence with its own times. */
export type Schedule = Of<
  'ScheduleOut',
  | 'id'
  | 'userId'
  | 'userName'
  | 'userAvatar'
  | 'title'
  | 'description'
  | 'location'
  | 'startTime'
  | 'endTime'
  | 'isAllDay'
  | 'timeZone'
  | 'recurrenceType'
  | 'recurrenceDays'
  | 'recurrenceRule'
  | 'color'
  | 'visibility'
  | 'status'
  | 'reminderMinutes'
  | 'participants'
  | 'participantStatus'
  | 'occurrenceDate'
>
export type ScheduleSeat = Schedule['participants'][number]
export type ScheduleImport = Of<
  'CalendarOut',
  'dryRun' | 'created' | 'updated' | 'unchanged' | 'events' | 'skipped'
>

/** Departments of the organization, and who is in them. */
export type Department = Of<
  'DepartmentOut',
  | 'id'
  | 'name'
  | 'parentId'
  | 'ancestors'
  | 'orderNum'
  | 'leaderId'
  | 'leaderName'
  | 'phone'
  | 'email'
  | 'status'
  | 'remark'
  | 'memberCount'
  | 'children'
>
export type DepartmentMember = Of<
  'DeptMemberOut',
  | 'id'
  | 'departmentId'
  | 'departmentName'
  | 'userId'
  | 'username'
  | 'nickname'
  | 'avatar'
  | 'email'
  | 'mobile'
  | 'isPrimary'
  | 'position'
  | 'online'
>
export type Overview = Of<
  'WorkbenchOut',
  | 'todoCount'
  | 'unreadMessageCount'
  | 'todayMessageCount'
  | 'conversationCount'
  | 'noticeCount'
  | 'approvalCount'
  | 'dingCount'
  | 'emailUnreadCount'
  | 'mentionCount'
>

/** An entry of one's own list, and what somebody was given to do. */
export type Todo = Of<
  'TodoOut',
  | 'id'
  | 'title'
  | 'description'
  | 'priority'
  | 'status'
  | 'dueDate'
  | 'completedTime'
  | 'createTime'
>
export type TodoState = Schemas['TodoState']
export type Task = Of<
  'TaskOut',
  | 'id'
  | 'title'
  | 'description'
  | 'priority'
  | 'status'
  | 'dueDate'
  | 'remindTime'
  | 'creatorId'
  | 'creatorName'
  | 'assigneeId'
  | 'assigneeName'
  | 'assigneeAvatar'
  | 'completedTime'
  | 'createTime'
>
export type TaskState = Schemas['TaskState']

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

/** An urgent notice, as its sender or somebody who has it sees it. */
export type Ding = Of<
  'DingOut',
  | 'id'
  | 'senderId'
  | 'senderName'
  | 'senderAvatar'
  | 'content'
  | 'remindType'
  | 'isUrgent'
  | 'scheduledTime'
  | 'sendTime'
  | 'status'
  | 'receiptRequired'
  | 'totalCount'
  | 'readCount'
  | 'confirmedCount'
  | 'remindInterval'
  | 'maxRemindCount'
  | 'remindedCount'
  | 'createTime'
  | 'isRead'
  | 'confirmed'
  | 'confirmTime'
>
export type DingReceipt = Of<
  'DingReceiptOut',
  'receiverId' | 'receiverName' | 'receiverAvatar' | 'confirmTime' | 'remark' | 'status'
>
export type DingTemplate = Of<'DingTemplateOut', 'id' | 'name' | 'content'>
export type SendDingBody = Schemas['SendDingIn']

export type MeetingRoom = Of<
  'MeetingRoomOut',
  | 'id'
  | 'roomName'
  | 'roomNumber'
  | 'location'
  | 'floor'
  | 'capacity'
  | 'hasProjector'
  | 'hasWhiteboard'
  | 'hasVideoConf'
  | 'hasPhone'
  | 'status'
  | 'isBookable'
  | 'needConfirm'
  | 'isOccupied'
  | 'description'
>
/** A booking in the plan of a day. */
export type MeetingSlot = Of<
  'MeetingSlotOut',
  | 'bookingId'
  | 'meetingTitle'
  | 'bookingUserId'
  | 'bookingUserName'
  | 'startDateTime'
  | 'endDateTime'
  | 'status'
>
export type Booking = Of<
  'BookingOut',
  | 'id'
  | 'roomId'
  | 'roomName'
  | 'roomLocation'
  | 'bookingUserId'
  | 'bookingUserName'
  | 'meetingTitle'
  | 'meetingType'
  | 'startTime'
  | 'endTime'
  | 'attendeeCount'
  | 'attendees'
  | 'agenda'
  | 'status'
  | 'cancelReason'
  | 'isCheckedIn'
  | 'isCheckedOut'
  | 'isExpired'
  | 'feedback'
  | 'rating'
>
export type BookMeetingBody = Schemas['BookMeetingIn']
export type MeetingRoomBody = Schemas['UpdateMeetingRoomIn']

/** A day of attendance; days are those of the office. */
export type Attendance = Of<
  'AttendanceOut',
  | 'id'
  | 'userId'
  | 'userName'
  | 'attendanceDate'
  | 'checkInTime'
  | 'checkOutTime'
  | 'checkInStatus'
  | 'checkOutStatus'
  | 'workMinutes'
  | 'attendanceType'
  | 'remark'
  | 'checkInLocation'
  | 'checkOutLocation'
  | 'approveStatus'
  | 'approveComment'
  | 'updateTime'
>

/** Hours of work, and what kind of day each of a month is. */
export type AttendanceRules = Of<
  'AttendanceRulesOut',
  | 'zone'
  | 'begins'
  | 'ends'
  | 'beginTime'
  | 'endTime'
  | 'lateAfter'
  | 'earlyBefore'
  | 'today'
  | 'mendFrom'
  | 'since'
  | 'now'
  | 'leads'
  | 'year'
  | 'month'
  | 'days'
>

export type MemberMonth = Of<
  'AttendanceMemberOut',
  | 'userId'
  | 'userName'
  | 'userAvatar'
  | 'workDays'
  | 'attendanceDays'
  | 'lateCount'
  | 'earlyCount'
  | 'absentCount'
  | 'totalWorkMinutes'
>

/** What somebody wrote of their work. */
export type WorkReport = Of<
  'WorkReportOut',
  | 'id'
  | 'userId'
  | 'userName'
  | 'userAvatar'
  | 'reportDate'
  | 'reportType'
  | 'status'
  | 'workContent'
  | 'tomorrowPlan'
  | 'issues'
  | 'workHours'
  | 'visibility'
  | 'commentCount'
  | 'likeCount'
  | 'approverName'
  | 'approveTime'
  | 'approveRemark'
  | 'submitTime'
  | 'createTime'
>
export type WorkReportDetail = Of<
  'WorkReportDetailOut',
  | 'id'
  | 'userId'
  | 'userName'
  | 'userAvatar'
  | 'reportDate'
  | 'reportType'
  | 'status'
  | 'workContent'
  | 'tomorrowPlan'
  | 'issues'
  | 'workHours'
  | 'visibility'
  | 'commentCount'
  | 'likeCount'
  | 'approverName'
  | 'approveTime'
  | 'approveRemark'
  | 'submitTime'
  | 'createTime'
  | 'deptName'
  | 'isLiked'
  | 'canApprove'
  | 'likeUsers'
  | 'comments'
>
export type WorkReportNumbers = Of<
  'WorkReportNumbersOut',
  'todayCount' | 'weekCount' | 'pendingApproval'
>
