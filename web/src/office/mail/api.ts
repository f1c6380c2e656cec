import { request, requestPage } from '@/api/http'
import type { Page } from '@/api/http'
import type { Mail, MailDraft } from '@/api/types'
import { kServerFolders } from './folders'
import type { FolderName } from './folders'

/** Mail (ruoyi 13). All throw as request() does. */

export type { Mail, MailDraft }

export interface Wanted {
  folder: FolderName
  /** Looked for in all folders. */
  keyword: string
  unread: boolean
}

export function listMails(
  { folder, keyword, unread }: Wanted,
  pageNum: number,
  pageSize: number,
): Promise<Page<Mail>> {
  if (keyword) return requestPage('GET', '/email/search', { query: { keyword, pageNum, pageSize } })
  const query = {
    folder: kServerFolders[folder],
    unreadOnly: unread || undefined,
    pageNum,
    pageSize,
  }
  return requestPage('GET', '/email/list', { query })
}

/** With its text and with links to its files. */
export function getMail(id: number): Promise<Mail> {
  return request('GET', `/email/${id}`)
}

/** The oldest first; of each the beginning of its text. */
export async function getThread(id: number): Promise<Mail[]> {
  return (await request<Mail[] | null>('GET', `/email/${id}/thread`)) ?? []
}

/** Resolves to its id. What is absent of one that is there stays. */
export function saveDraft(draft: MailDraft, keepalive = false): Promise<number> {
  return request('POST', '/email/draft', { body: draft, keepalive })
}

/** Of two requests that send one draft the second is refused as one for no mail. */
export function sendDraft(draftId: number): Promise<number> {
  return request('POST', '/email/send', { body: { draftId } })
}

export function readMails(ids: readonly number[]): Promise<null> {
  return request('PUT', '/email/batch/read', { body: { ids } })
}

export function starMail(id: number, starred: boolean): Promise<null> {
  return request('PUT', `/email/${id}/star`, { body: { starred } })
}

export function trashMails(ids: readonly number[]): Promise<null> {
  return request('PUT', '/email/batch/trash', { body: { ids } })
}

export function moveMail(id: number, folder: Mail['folder']): Promise<null> {
  return request('PUT', `/email/${id}/move`, { body: { folder } })
}

/** For good. */
export function removeMail(id: number): Promise<null> {
  return request('DELETE', `/email/${id}`)
}
