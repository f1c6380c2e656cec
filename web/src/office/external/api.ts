import { request, requestPage } from '@/api/http'
import type { Page } from '@/api/http'
import type { ExternalContact, ExternalGroup, ExternalImport, ExternalTag } from '@/api/types'
import { download } from '../exchange/download'

/** One's own address book of people outside (ruoyi 21). All throw as request() does. */

export type { ExternalContact, ExternalGroup, ExternalImport, ExternalTag }

/** Which contacts a list shows. */
export type View =
  | { kind: 'all' | 'starred' }
  | { kind: 'group'; id: number; name: string }
  | { kind: 'tag'; name: string }

export function listContacts(
  view: View,
  keyword: string,
  pageNum: number,
  pageSize: number,
  signal?: AbortSignal,
): Promise<Page<ExternalContact>> {
  const base = '/external-contact'
  const page = { pageNum, pageSize }
  if (keyword) {
    return requestPage('GET', `${base}/search`, { query: { keyword, ...page }, signal })
  }
  if (view.kind === 'group') {
    return requestPage('GET', `${base}/group/${view.id}`, { query: page, signal })
  }
  const tag = view.kind === 'tag' ? view.name : null
  const path = view.kind === 'starred' ? 'starred' : 'list'
  return requestPage('GET', `${base}/${path}`, { query: { tag, ...page }, signal })
}

export interface Wanted {
  name: string
  groupId: number
  company: string
  position: string
  mobile: string
  email: string
  wechat: string
  address: string
  remark: string
  tags: string
}

/** Its id. */
export function createContact(wanted: Wanted): Promise<number> {
  return request('POST', '/external-contact', { body: wanted })
}
export function changeContact(id: number, wanted: Wanted): Promise<null> {
  return request('PUT', `/external-contact/${id}`, { body: wanted })
}
export function deleteContact(id: number): Promise<null> {
  return request('DELETE', `/external-contact/${id}`)
}
export function starContact(id: number, starred: boolean): Promise<null> {
  return request('PUT', `/external-contact/${id}/star`, { body: { starred } })
}

export async function listGroups(): Promise<ExternalGroup[]> {
  return (await request<ExternalGroup[] | null>('GET', '/external-contact/group/list')) ?? []
}
/** Its id. */
export function createGroup(name: string): Promise<number> {
  return request('POST', '/external-contact/group', { body: { name } })
}
export function renameGroup(id: number, name: string): Promise<null> {
  return request('PUT', `/external-contact/group/${id}`, { body: { name } })
}
export function deleteGroup(id: number): Promise<null> {
  return request('DELETE', `/external-contact/group/${id}`)
}
export async function listTags(): Promise<ExternalTag[]> {
  return (await request<ExternalTag[] | null>('GET', '/external-contact/tags')) ?? []
}

/** What each line of a file becomes, or became. `groupId` 0: none. */
export function importContacts(
  content: string,
  groupId: number,
  dryRun: boolean,
): Promise<ExternalImport> {
  return request('POST', '/external-contact/import', { body: { content, groupId, dryRun } })
}

/** Saves a file of all contacts, or of a group. */
export function exportContacts(format: 'vcard' | 'csv', groupId: number | null): Promise<void> {
  const query = new URLSearchParams({ format })
  if (groupId !== null) query.set('groupId', String(groupId))
  const name = format === 'vcard' ? 'contacts.vcf' : 'contacts.csv'
  return download(`/external-contact/export?${query}`, name)
}
