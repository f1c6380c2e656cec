import { request } from '@/api/http'
import { sendForm } from '@/file/upload'

/** The cloud drive: one's own folders and files, their bin, and what is shared of them. */

export interface Folder {
  id: number
  folderName: string
  fileCount: number
  updateTime: string | null
}

export interface CloudFile {
  id: number
  storedFileId: number | null
  fileName: string
  fileSize: number
  fileType: string | null
  fileUrl: string | null
  thumbnailUrl: string | null
  updateTime: string | null
}

export interface Thrown {
  id: number
  itemType: 'FILE' | 'FOLDER'
  fileName: string
  fileSize: number
  fileType: string | null
  deletedTime: string | null
  expireTime: string | null
}

export interface Share {
  id: number
  shareCode: string
  resourceName: string
  shareType: 'FILE' | 'FOLDER'
  hasPassword: boolean
  expireTime: string | null
  viewCount: number
}

/** What a link shows. */
export interface Shared {
  resourceName: string
  sharerName: string
  folders: readonly Folder[]
  files: readonly CloudFile[]
}

interface Quota {
  totalCapacity: number
  usedCapacity: number
  fileCount: number
}

interface ShareBody {
  shareType: 'FILE' | 'FOLDER'
  resourceId: number
  accessPassword?: string
  /** 0 = for ever. */
  expireDays: number
  allowDownload: boolean
  allowPreview: boolean
}

const kindPath = { FILE: 'file', FOLDER: 'folder' } as const
export type Kind = keyof typeof kindPath

async function list<T>(path: string, query: Record<string, string | number> = {}): Promise<T[]> {
  return (await request<T[] | null>('GET', `/cloud/${path}`, { query })) ?? []
}

/** Folder 0 is the top. */
export const listFolders = (parentId: number) => list<Folder>('folder/list', { parentId })
export const listFiles = (folderId: number) => list<CloudFile>('file/list', { folderId })
export const searchFiles = (keyword: string) => list<CloudFile>('file/search', { keyword })
export const listBin = () => list<Thrown>('recycle-bin')
export const listShares = () => list<Share>('share/list')

/** From the top down to the folder itself. */
export const pathOf = (folderId: number) => list<Folder>(`folder/${folderId}/path`)

export async function getSpace() {
  const { totalCapacity, usedCapacity, fileCount } = await request<Quota>('GET', '/cloud/quota')
  return { totalSize: totalCapacity, usedSize: usedCapacity, fileCount }
}

export function createFolder(folderName: string, parentId: number): Promise<number> {
  return request('POST', '/cloud/folder/create', { body: { folderName, parentId } })
}

export function uploadTo(
  folderId: number,
  file: File,
  signal: AbortSignal,
  onProgress: (loaded: number, total: number) => void,
): Promise<unknown> {
  const form = new FormData()
  form.append('folderId', String(folderId))
  form.append('file', file, file.name)
  return sendForm('/cloud/file/upload', form, signal, onProgress)
}

export function rename(kind: Kind, id: number, newName: string): Promise<unknown> {
  return request('PUT', `/cloud/${kindPath[kind]}/${id}/rename`, { query: { newName } })
}

export function move(
  fileIds: number[],
  folderIds: number[],
  targetFolderId: number,
): Promise<unknown> {
  return request('POST', '/cloud/file/move', { body: { fileIds, folderIds, targetFolderId } })
}

/** Into the bin, a folder with all that is in it. */
export function throwAway(kind: Kind, id: number): Promise<unknown> {
  return request('DELETE', `/cloud/${kindPath[kind]}/${id}`)
}

export function restore(kind: Kind, id: number): Promise<unknown> {
  return request('POST', `/cloud/${kindPath[kind]}/${id}/restore`)
}

export function destroy(kind: Kind, id: number): Promise<unknown> {
  return request('DELETE', `/cloud/${kindPath[kind]}/${id}/permanent`)
}

export function share(body: ShareBody): Promise<Share> {
  return request('POST', '/cloud/share/create', { body })
}

export function endShare(id: number): Promise<unknown> {
  return request('DELETE', `/cloud/share/${id}`)
}

export function openShare(shareCode: string, password: string, folderId: number): Promise<Shared> {
  const query = { shareCode, password: password || undefined, folderId: folderId || undefined }
  return request('GET', '/cloud/share/access', { query })
}
