import type { Of, Schemas } from './types'

/** The shapes of mail and of people outside: part of types.ts, which passes them on. */

/** A mail; in lists without its text. */
export type Mail = Of<
  'EmailOut',
  | 'id'
  | 'threadId'
  | 'senderId'
  | 'senderName'
  | 'senderAvatar'
  | 'senderEmail'
  | 'addresses'
  | 'toIds'
  | 'toNames'
  | 'ccIds'
  | 'ccNames'
  | 'subject'
  | 'htmlContent'
  | 'textContent'
  | 'isRead'
  | 'isStarred'
  | 'folder'
  | 'attachmentCount'
  | 'attachments'
  | 'sendTime'
  | 'receiveTime'
  | 'time'
  | 'preview'
>
export type MailDraft = Schemas['DraftEmailIn']

/** Somebody outside, in one's own address book. */
export type ExternalContact = Of<
  'ExternalContactOut',
  | 'id'
  | 'groupId'
  | 'groupName'
  | 'name'
  | 'company'
  | 'position'
  | 'mobile'
  | 'email'
  | 'wechat'
  | 'address'
  | 'remark'
  | 'tags'
  | 'tagList'
  | 'starred'
>
export type ExternalGroup = Of<'ExternalGroupOut', 'id' | 'name' | 'contactCount'>
export type ExternalTag = Of<'ExternalTagOut', 'name' | 'contactCount'>
export type ExternalImport = Of<
  'ExternalImportOut',
  'created' | 'updated' | 'unchanged' | 'contacts' | 'skipped'
>
