import type { FileLimits } from '@/base/media'
import { ApiError, bearer, NetworkError, request, urlOf } from '@/api/http'

/** Uploads with progress (ruoyi 12.1, 12.2). */

/** What the server says of a stored file. */
export interface UploadedFile {
  fileId: number
  fileName: string | null
  fileSize: number
  fileUrl: string
  fileType: string | null
  width?: number | null
  height?: number | null
}

interface UploadOptions {
  /** As a picture: the server checks its bytes and tells its size. */
  image: boolean
  name: string
  /** Where it is going to; absent: nowhere yet. */
  conversationId?: number
  /** What is larger than one request may be goes in parts. */
  limits: FileLimits
  onProgress(loaded: number, total: number): void
  signal: AbortSignal
}

/** Throws ApiError, NetworkError, or the signal's abort error. */
export async function uploadFile(file: Blob, options: UploadOptions): Promise<UploadedFile> {
  const { limits } = options
  if (file.size > limits.file) return uploadInParts(file, options, limits.part)
  const form = new FormData()
  if (options.conversationId) form.append('conversationId', String(options.conversationId))
  form.append('file', file, options.name)
  const path = options.image ? '/file/upload/image' : '/file/upload'
  return (await sendForm(path, form, options.signal, options.onProgress)) as UploadedFile
}

/** What the server says of an upload in parts (ruoyi 27.b). */
interface PartsState {
  uploadId: string | null
  totalChunks: number
  chunkSize: number
  uploadedChunks: number[]
}

/** A file that is larger than one request may be; a part that failed is sent again by itself. */
async function uploadInParts(
  file: Blob,
  options: UploadOptions,
  partBytes: number,
): Promise<UploadedFile> {
  const { name, conversationId, signal, onProgress } = options
  const state = await request<PartsState>('POST', '/file/chunk/init', {
    body: { fileName: name, fileSize: file.size, chunkSize: partBytes, conversationId },
  })
  const { uploadId } = state
  try {
    for (let number = 1; number <= state.totalChunks; number++) {
      const begin = (number - 1) * state.chunkSize
      const part = file.slice(begin, begin + state.chunkSize)
      await sendPart(String(uploadId), number, part, signal, (loaded) =>
        onProgress(Math.min(file.size, begin + loaded), file.size),
      )
    }
    return await request<UploadedFile>('POST', '/file/chunk/merge', { body: { uploadId } })
  } catch (error) {
    void request('DELETE', `/file/chunk/cancel/${uploadId}`).catch(() => {})
    throw error
  }
}

const kPartTries = 3

async function sendPart(
  uploadId: string,
  number: number,
  part: Blob,
  signal: AbortSignal,
  onProgress: (loaded: number) => void,
): Promise<void> {
  for (let tries = 1; ; tries++) {
    const form = new FormData()
    form.append('uploadId', uploadId)
    form.append('chunkNumber', String(number))
    form.append('file', part, 'part')
    try {
      await sendForm('/file/chunk/upload', form, signal, onProgress)
      return
    } catch (error) {
      if (!(error instanceof NetworkError) || tries === kPartTries) throw error
    }
  }
}

type Progress = (loaded: number, total: number) => void

/** Sends a form with progress; its answer's data. Throws as uploadFile() does. */
export async function sendForm(
  path: string,
  form: FormData,
  signal: AbortSignal,
  onProgress: Progress,
): Promise<unknown> {
  let token = await bearer()
  let answer = await transfer(path, form, signal, onProgress, token)
  if (answer.code === 401 && token) {
    token = await bearer(token)
    if (token) answer = await transfer(path, form, signal, onProgress, token)
  }
  if (answer.code === 200) return answer.data
  throw new ApiError(answer.code, answer.msg, answer.status, answer.traceId, null, answer.reason)
}

/** A link to a stored file that has just begun; refused when the file is gone. */
export async function freshLink(fileId: number): Promise<string> {
  const file = await request<UploadedFile>('GET', `/file/${fileId}`)
  return file.fileUrl
}

interface Answer {
  code: number
  msg: string
  data: unknown
  status: number
  traceId: string | null
  reason: string
}

function transfer(
  path: string,
  form: FormData,
  signal: AbortSignal,
  onProgress: Progress,
  token: string | null,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest()
    const stop = () => xhr.abort()
    const end = (then: () => void) => {
      signal.removeEventListener('abort', stop)
      then()
    }
    if (signal.aborted) return reject(aborted())
    signal.addEventListener('abort', stop)
    xhr.upload.onprogress = (event) => onProgress(event.loaded, event.total)
    xhr.onload = () => end(() => resolve(answerOf(xhr)))
    xhr.onerror = () => end(() => reject(new NetworkError('upload failed')))
    xhr.onabort = () => end(() => reject(aborted()))
    xhr.open('POST', urlOf(path))
    xhr.setRequestHeader('Accept', 'application/json')
    if (token) xhr.setRequestHeader('Authorization', `Bearer ${token}`)
    xhr.send(form)
  })
}

function aborted(): DOMException {
  return new DOMException('upload cancelled', 'AbortError')
}

function answerOf(xhr: XMLHttpRequest): Answer {
  const traceId = xhr.getResponseHeader('X-Trace-Id')
  const reason = xhr.getResponseHeader('X-Refusal') ?? ''
  try {
    const body = JSON.parse(xhr.responseText) as Partial<Answer>
    if (typeof body.code === 'number') {
      const { code, msg, data } = body
      return { code, msg: msg ?? '', data: data ?? null, status: xhr.status, traceId, reason }
    }
  } catch {
    // Not the server's envelope: a proxy in between answered.
  }
  return { code: xhr.status, msg: '', data: null, status: xhr.status, traceId, reason }
}
