import { request, requestPage, requestWhole } from '@/api/http'
import type { Page } from '@/api/http'
import type { Doc, DocComment, DocVersion } from '@/api/types'

/** Documents (ruoyi 15). All throw as request() does. */

export type { Doc, DocComment, DocVersion }
export type Listing = 'recent' | 'my' | 'shared' | 'starred' | 'trash'
export const kListings: readonly Listing[] = ['recent', 'my', 'shared', 'starred', 'trash']
export const kRights = ['view', 'comment', 'edit', 'admin'] as const
export type Right = (typeof kRights)[number]

export function listDocuments(
  type: Listing,
  pageNum: number,
  pageSize: number,
): Promise<Page<Doc>> {
  return requestPage('GET', '/document/list', { query: { type, pageNum, pageSize } })
}

export function searchDocuments(
  keyword: string,
  pageNum: number,
  pageSize: number,
  signal?: AbortSignal,
): Promise<Page<Doc>> {
  return requestPage('GET', '/document/search', { query: { keyword, pageNum, pageSize }, signal })
}

/** Resolves to its id. */
export function createDocument(title: string): Promise<number> {
  return request('POST', '/document/create', { body: { title, docType: 'doc', content: '' } })
}

export function getDocument(id: number): Promise<Doc> {
  return request('GET', `/document/${id}`)
}

export interface Save {
  id: number
  title?: string
  content?: string
  autoSave: boolean
  changeDescription?: string
  /** What the editor had before it: another one since is a refusal. */
  revision: number
}

export async function saveDocument(save: Save, keepalive = false): Promise<number> {
  const answer = await requestWhole('PUT', '/document/update', { body: save, keepalive })
  return Number(answer.revision)
}

export function renameDocument(id: number, title: string): Promise<null> {
  return request('PUT', '/document/update', { body: { id, title, autoSave: true } })
}

export function starDocument(id: number, starred: boolean): Promise<null> {
  return request('PUT', `/document/${id}/star`, { query: { starred } })
}

export function trashDocument(id: number): Promise<null> {
  return request('DELETE', `/document/${id}`)
}

export function restoreDocument(id: number): Promise<null> {
  return request('PUT', `/document/${id}/restore`)
}

export function removeDocument(id: number): Promise<null> {
  return request('DELETE', `/document/${id}/permanent`)
}

export interface Share {
  documentId: number
  userIds: readonly number[]
  permission: Right
  allowCopy?: boolean
  allowDownload?: boolean
  expireDays?: number
}

export function shareDocument(share: Share): Promise<null> {
  return request('POST', '/document/share', { body: share })
}

export function unshareDocument(id: number, userId: number): Promise<null> {
  return request('DELETE', `/document/share/${id}/${userId}`)
}

export function listComments(
  id: number,
  pageNum: number,
  pageSize: number,
): Promise<Page<DocComment>> {
  return requestPage('GET', `/document/${id}/comments`, { query: { pageNum, pageSize } })
}

export interface Said {
  content: string
  parentId?: number
  selectedText?: string
  selectionOffset?: number
}

export function addComment(id: number, said: Said): Promise<number> {
  return request('POST', `/document/${id}/comments`, { body: said })
}

export function deleteComment(id: number): Promise<null> {
  return request('DELETE', `/document/comment/${id}`)
}

export function listVersions(
  id: number,
  pageNum: number,
  pageSize: number,
): Promise<Page<DocVersion>> {
  return requestPage('GET', `/document/${id}/versions`, { query: { pageNum, pageSize } })
}

export function getVersion(id: number, versionId: number): Promise<DocVersion> {
  return request('GET', `/document/${id}/versions/${versionId}`)
}

export function restoreVersion(id: number, versionId: number): Promise<null> {
  return request('POST', `/document/${id}/versions/${versionId}/restore`)
}
