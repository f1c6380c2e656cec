import { ApiError, bearer, NetworkError, request, urlOf } from './http'

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

export interface UploadOptions {
  /** As a picture: the server checks its bytes and tells its size. */
  image: boolean
  name: string
  conversationId: number
  onProgress(loaded: number, total: number): void
  signal: AbortSignal
}

/** Throws ApiError, NetworkError, or the signal's abort error. */
export async function uploadFile(file: Blob, options: UploadOptions): Promise<UploadedFile> {
  let token = await bearer()
  let answer = await transfer(file, options, token)
  if (answer.code === 401 && token) {
    token = await bearer(token)
    if (token) answer = await transfer(file, options, token)
  }
  if (answer.code === 200) return answer.data as UploadedFile
  throw new ApiError(answer.code, answer.msg, answer.status, answer.traceId)
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
}

function transfer(file: Blob, options: UploadOptions, token: string | null): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { signal } = options
    const xhr = new XMLHttpRequest()
    const stop = () => xhr.abort()
    const end = (then: () => void) => {
      signal.removeEventListener('abort', stop)
      then()
    }
    if (signal.aborted) return reject(aborted())
    signal.addEventListener('abort', stop)
    xhr.upload.onprogress = (event) => options.onProgress(event.loaded, event.total)
    xhr.onload = () => end(() => resolve(answerOf(xhr)))
    xhr.onerror = () => end(() => reject(new NetworkError('upload failed')))
    xhr.onabort = () => end(() => reject(aborted()))
    xhr.open('POST', urlOf(options.image ? '/file/upload/image' : '/file/upload'))
    xhr.setRequestHeader('Accept', 'application/json')
    if (token) xhr.setRequestHeader('Authorization', `Bearer ${token}`)
    const form = new FormData()
    form.append('conversationId', String(options.conversationId))
    form.append('file', file, options.name)
    xhr.send(form)
  })
}

function aborted(): DOMException {
  return new DOMException('upload cancelled', 'AbortError')
}

function answerOf(xhr: XMLHttpRequest): Answer {
  const traceId = xhr.getResponseHeader('X-Trace-Id')
  try {
    const body = JSON.parse(xhr.responseText) as Partial<Answer>
    if (typeof body.code === 'number') {
      const { code, msg, data } = body
      return { code, msg: msg ?? '', data: data ?? null, status: xhr.status, traceId }
    }
  } catch {
    // Not the server's envelope: a proxy in between answered.
  }
  return { code: xhr.status, msg: '', data: null, status: xhr.status, traceId }
}
