import type { Mail } from '@/api/types'

/** The folders as addresses name them, in their order. */
export const kFolders = ['inbox', 'starred', 'sent', 'drafts', 'spam', 'trash'] as const
export type FolderName = (typeof kFolders)[number]

/** As the server names them. */
export const kServerFolders: Record<FolderName, string> = {
  inbox: 'INBOX',
  starred: 'STARRED',
  sent: 'SENT',
  drafts: 'DRAFTS',
  spam: 'SPAM',
  trash: 'TRASH',
}

type Placed = Pick<Mail, 'folder' | 'sendTime' | 'receiveTime'>

export const isDraft = (mail: Placed) => mail.sendTime === null
/** Written by the reader; what one sends to oneself is there twice. */
export const isOwn = (mail: Placed) => mail.receiveTime === null

/** Where it belongs when it comes out of the trash. */
export function homeOf(mail: Placed): Mail['folder'] {
  if (isDraft(mail)) return 'DRAFTS'
  return isOwn(mail) ? 'SENT' : 'INBOX'
}

/** What may be done with a mail beside reading it. */
export interface Acts {
  restore: boolean
  trash: boolean
  remove: boolean
  spam: boolean
  notSpam: boolean
}
export function actsOf(mail: Placed): Acts {
  return {
    restore: mail.folder === 'TRASH',
    trash: mail.folder !== 'TRASH',
    remove: mail.folder === 'TRASH' || mail.folder === 'SPAM',
    spam: mail.folder === 'INBOX',
    notSpam: mail.folder === 'SPAM',
  }
}
/** What may be done with all of them. */
export function actsOfAll(mails: readonly Placed[]): Acts {
  const all = mails.map(actsOf)
  const each = (act: keyof Acts) => all.length > 0 && all.every((one) => one[act])
  return {
    restore: each('restore'),
    trash: each('trash'),
    remove: each('remove'),
    spam: each('spam'),
    notSpam: each('notSpam'),
  }
}

/** The address of a mail in a list; a draft is opened where drafts are written. */
export function placeOf(mail: Placed & Pick<Mail, 'id'>, folder: FolderName): string {
  return `/office/mail/${mail.folder === 'DRAFTS' ? 'drafts' : folder}/${mail.id}`
}
