import type { Of } from './types'

/** The shapes of documents: part of types.ts, which passes them on. */

/** A text that people write, share and comment on. */
export type Doc = Of<
  'DocumentOut',
  | 'id'
  | 'title'
  | 'docType'
  | 'content'
  | 'contentSize'
  | 'ownerId'
  | 'ownerName'
  | 'ownerAvatar'
  | 'isStarred'
  | 'lastModifiedBy'
  | 'lastModifiedByName'
  | 'lastModifiedTime'
  | 'createTime'
  | 'version'
  | 'revision'
  | 'preview'
  | 'isDeleted'
  | 'deletedTime'
  | 'autoDeleteDays'
  | 'commentCount'
  | 'collaborators'
  | 'userPermission'
  | 'allowCopy'
  | 'shareExpireTime'
>
export type DocComment = Of<
  'DocumentCommentOut',
  | 'id'
  | 'userId'
  | 'userName'
  | 'userAvatar'
  | 'content'
  | 'selectedText'
  | 'selectionOffset'
  | 'createTime'
  | 'canDelete'
  | 'replies'
>
export type DocVersion = Of<
  'VersionOut',
  | 'id'
  | 'version'
  | 'titleSnapshot'
  | 'modifiedBy'
  | 'modifiedByName'
  | 'changeDescription'
  | 'fileSize'
  | 'createTime'
  | 'canRestore'
  | 'content'
>
