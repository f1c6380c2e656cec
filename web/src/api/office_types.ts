import type { Of, Schemas } from './types'

/** The shapes of work beside messages: part of types.ts, which passes them on. */

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

/** An urgent notice, as its sender or somebody who has it sees it. */
export type Ding = Of<
  'DingOut',
  | 'id'
  | 'senderId'
  | 'senderName'
  | 'senderAvatar'
  | 'content'
  | 'remindType'
  | 'reachedBy'
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
  | 'receiverId'
  | 'receiverName'
  | 'receiverAvatar'
  | 'confirmTime'
  | 'remark'
  | 'status'
  | 'reachStatus'
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
export type WorkReportDetail = WorkReport &
  Of<'WorkReportDetailOut', 'deptName' | 'isLiked' | 'canApprove' | 'likeUsers' | 'comments'>

export type WorkReportNumbers = Of<
  'WorkReportNumbersOut',
  'todayCount' | 'weekCount' | 'pendingApproval'
>

/** What a table of departments and their people becomes. */
export type OrganizationImport = Of<
  'OrganizationImportOut',
  | 'departmentsCreated'
  | 'departmentsUpdated'
  | 'membersAdded'
  | 'membersUpdated'
  | 'unchanged'
  | 'departments'
  | 'refused'
>

/** An application of the workbench. */
export type App = Of<
  'AppOut',
  | 'id'
  | 'name'
  | 'code'
  | 'icon'
  | 'category'
  | 'description'
  | 'appType'
  | 'appUrl'
  | 'host'
  | 'framed'
  | 'isSystem'
  | 'visible'
  | 'sortOrder'
  | 'scopeType'
  | 'scopeIds'
>
