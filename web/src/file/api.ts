import { request } from '@/api/http'

/** Own files (ruoyi 12). */

export interface StoredFile {
  fileId: number
  fileName: string | null
  fileSize: number
  /** image, video, audio, document, other */
  fileType: string | null
  fileExtension: string | null
  fileUrl: string | null
  uploadTime: string | null
}

export interface Storage {
  totalSize: number
  usedSize: number
  usageRate: number
  fileCount: number
  /** Limits in bytes, and the extensions that may be sent; none: all. */
  maxFileSize: number
  maxImageSize: number
  maxChunkedSize: number
  chunkSize: number
  fileTypes: string[]
}

interface FilePage {
  fileType?: string
  keyword?: string
  pageNum: number
  pageSize: number
}

export async function listFiles(page: FilePage, signal?: AbortSignal): Promise<StoredFile[]> {
  return (
    (await request<StoredFile[] | null>('GET', '/file/list', { query: { ...page }, signal })) ?? []
  )
}

export function getStorage(): Promise<Storage> {
  return request('GET', '/file/storage')
}

export function deleteFiles(ids: number[]): Promise<null> {
  return ids.length === 1
    ? request('DELETE', `/file/${ids[0]}`)
    : request('DELETE', '/file/batch', { body: ids })
}

/** The file of a message, at the top of one's own cloud drive. */
export function saveToDrive(messageId: number): Promise<unknown> {
  const body = { messageId, folderId: 0 }
  return request('POST', '/cloud/file/save-from-message', { body })
}

/** A fresh address to show it in the page. */
export function previewFile(id: number): Promise<string> {
  return request('GET', `/file/preview/${id}`)
}
