import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import { ApiError, NetworkError } from '@/api/http'
import { uploadFile } from './upload'
import type { UploadedFile } from './upload'
import { fileLimits } from './file_limits'
import type { Attachment, OutboxItem } from '@/data/outbox'
import type { OutboxStorage } from '@/data/outbox_storage'
import { i18n } from '@/i18n'
import { errorText } from '@/i18n/errors'

/** Files on their way: three at a time, with progress, by clientMsgId. */

const kAtOnce = 3
/** Without a network an upload waits and tries again by itself. */
const kAgainAfterMs = 3_000
const kTries = 5
/** Local pictures kept for bubbles, so that the server's copy need not be fetched at once. */
const kMostPreviews = 60

interface UploadOutcome {
  done(clientMsgId: string, content: string): void
  failed(clientMsgId: string, text: string): void
}

interface Job {
  item: OutboxItem
  storage: OutboxStorage | null
  abort: AbortController
  tries: number
}

export const useUploads = defineStore('uploads', () => {
  /** 0 … 1 of what is being uploaded. */
  const progress = shallowReactive(new Map<string, number>())
  const previews = shallowReactive(new Map<string, string>())
  const blobs = new Map<string, Blob>()
  const waiting: Job[] = []
  const active = new Map<string, Job>()
  const pauses = new Map<string, ReturnType<typeof setTimeout>>()
  let outcome: UploadOutcome | null = null

  function answerTo(next: UploadOutcome): void {
    outcome = next
  }

  /** The bytes of an item that is about to be queued, and what shows it meanwhile. */
  function keep(clientMsgId: string, blob: Blob): void {
    blobs.set(clientMsgId, blob)
    if (!/^(image|audio)\//.test(blob.type)) return
    previews.set(clientMsgId, URL.createObjectURL(blob))
    for (const [old, url] of previews) {
      if (previews.size <= kMostPreviews) break
      URL.revokeObjectURL(url)
      previews.delete(old)
    }
  }

  function begin(item: OutboxItem, storage: OutboxStorage | null): void {
    if (active.has(item.clientMsgId)) return
    progress.set(item.clientMsgId, 0)
    waiting.push({ item, storage, abort: new AbortController(), tries: 0 })
    next()
  }

  function next(): void {
    while (active.size < kAtOnce && waiting.length > 0) {
      const job = waiting.shift()!
      active.set(job.item.clientMsgId, job)
      void run(job).finally(() => {
        active.delete(job.item.clientMsgId)
        next()
      })
    }
  }

  async function run(job: Job): Promise<void> {
    const { clientMsgId, attachment, conversationId, type } = job.item
    try {
      const blob = blobs.get(clientMsgId) ?? (await job.storage?.blob(clientMsgId)) ?? null
      if (!blob || !attachment) throw new LostError()
      if (!blobs.has(clientMsgId)) keep(clientMsgId, blob)
      const file = await uploadFile(blob, {
        image: type === 'IMAGE',
        name: attachment.name,
        conversationId,
        limits: fileLimits(),
        onProgress: (loaded, total) => progress.set(clientMsgId, total > 0 ? loaded / total : 0),
        signal: job.abort.signal,
      })
      progress.delete(clientMsgId)
      blobs.delete(clientMsgId)
      outcome?.done(clientMsgId, contentOf(file, attachment))
    } catch (error) {
      if (job.abort.signal.aborted) return
      if (error instanceof NetworkError && job.tries++ < kTries) return later(job)
      progress.delete(clientMsgId)
      outcome?.failed(clientMsgId, problemText(error))
    }
  }

  function later(job: Job): void {
    const id = job.item.clientMsgId
    const timer = setTimeout(() => {
      pauses.delete(id)
      waiting.push(job)
      next()
    }, kAgainAfterMs * job.tries)
    pauses.set(id, timer)
  }

  function cancel(clientMsgId: string): void {
    clearTimeout(pauses.get(clientMsgId))
    pauses.delete(clientMsgId)
    const index = waiting.findIndex((job) => job.item.clientMsgId === clientMsgId)
    if (index >= 0) waiting.splice(index, 1)
    active.get(clientMsgId)?.abort.abort()
    progress.delete(clientMsgId)
  }

  /** Sent or given up: only the picture is kept. */
  function forget(clientMsgId: string): void {
    cancel(clientMsgId)
    blobs.delete(clientMsgId)
  }

  function stop(): void {
    for (const job of active.values()) job.abort.abort()
    for (const timer of pauses.values()) clearTimeout(timer)
    pauses.clear()
    waiting.length = 0
    progress.clear()
    for (const url of previews.values()) URL.revokeObjectURL(url)
    previews.clear()
    blobs.clear()
  }

  return { progress, previews, answerTo, keep, begin, cancel, forget, stop }
})

/** The bytes were lost with the page that had chosen the file. */
class LostError extends Error {}

function problemText(error: unknown): string {
  const { t } = i18n.global
  if (error instanceof LostError) return t('msg.upload.lost')
  if (error instanceof ApiError && (error.code === 413 || error.code === 4404)) {
    return t('msg.upload.tooLargeServer')
  }
  if (error instanceof ApiError || error instanceof NetworkError) return errorText(error)
  return t('msg.upload.failed')
}

/** The content of the message, as all published clients read it (ruoyi 3.d). */
function contentOf(file: UploadedFile, attachment: Attachment): string {
  const width = file.width || attachment.width
  const height = file.height || attachment.height
  return JSON.stringify({
    fileUrl: file.fileUrl,
    fileName: file.fileName || attachment.name,
    fileSize: file.fileSize || attachment.size,
    fileId: file.fileId,
    ...(width && height ? { width, height } : {}),
    ...(attachment.duration ? { duration: attachment.duration } : {}),
  })
}
