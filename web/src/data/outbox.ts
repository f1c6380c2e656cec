import type { Mentions, Quote } from '@/api/types'
import type { OutboxStorage } from './outbox_storage'

/**
 * Messages that the server has not acknowledged yet. Each is written to storage before its first
 * attempt and keeps its clientMsgId over all attempts, so neither a reload nor a lost
 * acknowledgement loses or doubles one. Per conversation one is under way at a time, in the order
 * written: what was written after a file waits until the file is uploaded, given up, or refused.
 */

/** A file on its way to the server; its bytes are stored beside the item. */
export interface Attachment {
  name: string
  size: number
  mime: string
  /** Pixels of a picture or video, 0 = unknown. */
  width: number
  height: number
  /** Seconds of a recording, 0 = unknown. */
  duration: number
}

export interface OutboxItem {
  clientMsgId: string
  conversationId: number
  /** Order of writing; grows over all conversations. */
  seq: number
  /** TEXT, IMAGE, FILE, VIDEO, VOICE, CARD */
  type: string
  /** Empty until an attachment is uploaded. */
  content: string
  quote: Quote | null
  mentions: Mentions | null
  attachment: Attachment | null
  /** ms */
  createdAt: number
  state: 'uploading' | 'queued' | 'failed'
  /** The server's words for a refusal. */
  error: string | null
  /** Which tab sends it. */
  tab: string
}

/** What a new item may say beside its text. */
export type OutboxExtra = Partial<
  Pick<OutboxItem, 'type' | 'quote' | 'mentions' | 'attachment'> & { blob: Blob }
>

interface OutboxOptions {
  storage: OutboxStorage
  tab: string
  /** False = not possible now; the outbox tries again when told online(). */
  transmit(item: OutboxItem): boolean
  /** The items of a conversation changed. */
  onChange(conversationId: number, items: readonly OutboxItem[]): void
  /** An attachment must be uploaded; uploaded() or refused() is the answer. */
  upload?(item: OutboxItem): void
  /** The item is gone, however; whatever belongs to it can go too. */
  onRemove?(item: OutboxItem): void
}

/** No answer for so long: send it again under the same id. */
export const kAckWithinMs = 15_000
/** Pause after a refusal that may pass (rate limit, server trouble), and how often. */
export const kTransientPauseMs = 3_000
const kTransientTries = 5
/** Codes of refusals that may pass; 401 until the connection has a newer token. */
const kTransientCodes = new Set([401, 429, 500, 502, 503])

export class Outbox {
  private readonly lists = new Map<number, OutboxItem[]>()
  private readonly inFlight = new Map<number, string>()
  private readonly timers = new Map<number, ReturnType<typeof setTimeout>>()
  private readonly unwritten = new Set<string>()
  private readonly refusals = new Map<string, number>()
  private isOnline = false
  private lastSeq = 0

  constructor(private readonly options: OutboxOptions) {}

  get size(): number {
    let size = 0
    for (const list of this.lists.values()) size += list.length
    return size
  }

  /** Those that go out by themselves; a refused one waits for its writer. */
  get underWay(): number {
    let count = 0
    for (const list of this.lists.values()) {
      count += list.filter((item) => item.state !== 'failed').length
    }
    return count
  }

  /** Shows the item at once; resolves when it is stored and, if possible, on its way. */
  async enqueue(
    conversationId: number,
    clientMsgId: string,
    content: string,
    extra: OutboxExtra = {},
  ): Promise<void> {
    const { blob, ...more } = extra
    const item: OutboxItem = {
      clientMsgId,
      conversationId,
      seq: this.nextSeq(),
      type: 'TEXT',
      content,
      quote: null,
      mentions: null,
      attachment: null,
      ...more,
      createdAt: Date.now(),
      state: more.attachment ? 'uploading' : 'queued',
      error: null,
      tab: this.options.tab,
    }
    this.unwritten.add(clientMsgId)
    this.add(item)
    if (blob) await this.options.storage.putBlob(clientMsgId, blob).catch(() => undefined)
    await this.write(item)
    this.unwritten.delete(clientMsgId)
    if (item.state === 'uploading' && this.find(clientMsgId)) this.options.upload?.(item)
    this.pump(conversationId)
  }

  /** The bytes are at the server; `content` names them. Now the message itself can go. */
  uploaded(clientMsgId: string, content: string): void {
    const item = this.find(clientMsgId)
    if (item?.state !== 'uploading') return
    this.replace(item, { ...item, state: 'queued', content })
    this.pump(item.conversationId)
  }

  /** Given up by the user before it was sent; false = too late, it is under way. */
  cancel(clientMsgId: string): boolean {
    const item = this.find(clientMsgId)
    if (!item || this.inFlight.get(item.conversationId) === clientMsgId) return false
    this.remove(item)
    this.pump(item.conversationId)
    return true
  }

  /** Takes over what is stored and belongs to no living tab: after a reload or a closed tab. */
  async adopt(isAlive: (tab: string) => boolean): Promise<void> {
    const stored = await this.options.storage.all().catch(() => [])
    for (const item of stored.sort((a, b) => a.seq - b.seq)) {
      if (this.find(item.clientMsgId)) continue
      if (item.tab !== this.options.tab && isAlive(item.tab)) continue
      // What an older version stored has no more than text.
      const mine = {
        ...item,
        type: item.type ?? 'TEXT',
        quote: item.quote ?? null,
        mentions: item.mentions ?? null,
        attachment: item.attachment ?? null,
        tab: this.options.tab,
      }
      this.lastSeq = Math.max(this.lastSeq, item.seq)
      this.add(mine)
      void this.write(mine)
      if (mine.state === 'uploading') this.options.upload?.(mine)
      this.pump(item.conversationId)
    }
  }

  online(): void {
    this.isOnline = true
    for (const id of this.lists.keys()) this.pump(id)
  }

  /** Whatever was under way counts as not sent; the server recognises the id if it was. */
  offline(): void {
    this.isOnline = false
    for (const id of [...this.inFlight.keys()]) this.settle(id)
  }

  /** Acknowledged, or found in the history: done. */
  done(clientMsgId: string): void {
    const item = this.find(clientMsgId)
    if (!item) return
    this.remove(item)
    this.pump(item.conversationId)
  }

  /** Refused. What may pass is tried again after a pause; anything else waits for the user. */
  refused(clientMsgId: string, code: number, message: string): void {
    const item = this.find(clientMsgId)
    if (!item) return
    const id = item.conversationId
    const tries = (this.refusals.get(clientMsgId) ?? 0) + 1
    if (this.inFlight.get(id) === clientMsgId) this.settle(id)
    if (kTransientCodes.has(code) && tries < kTransientTries) {
      this.refusals.set(clientMsgId, tries)
      this.inFlight.set(id, clientMsgId)
      this.arm(id, kTransientPauseMs * tries)
      return
    }
    this.refusals.delete(clientMsgId)
    this.replace(item, { ...item, state: 'failed', error: message })
    this.pump(id)
  }

  /** Sends a failed one again, after those written meanwhile. */
  retry(clientMsgId: string): void {
    const item = this.find(clientMsgId)
    if (item?.state !== 'failed') return
    const state = item.attachment && !item.content ? 'uploading' : 'queued'
    const again: OutboxItem = { ...item, state, error: null, seq: this.nextSeq() }
    this.replace(item, again)
    if (state === 'uploading') this.options.upload?.(again)
    this.pump(item.conversationId)
  }

  /** Gives up a failed one for good. */
  discard(clientMsgId: string): void {
    const item = this.find(clientMsgId)
    if (item?.state === 'failed') this.remove(item)
  }

  /** Stops all timers; the stored items stay for the next sign-in. */
  close(): void {
    this.offline()
    for (const id of [...this.lists.keys()]) {
      this.lists.delete(id)
      this.options.onChange(id, [])
    }
  }

  private pump(conversationId: number): void {
    if (!this.isOnline || this.inFlight.has(conversationId)) return
    const next = this.lists.get(conversationId)?.find((item) => item.state !== 'failed')
    if (!next || next.state === 'uploading' || this.unwritten.has(next.clientMsgId)) return
    if (!this.options.transmit(next)) return
    this.inFlight.set(conversationId, next.clientMsgId)
    this.arm(conversationId, kAckWithinMs)
  }

  private arm(conversationId: number, ms: number): void {
    const timer = setTimeout(() => {
      this.settle(conversationId)
      this.pump(conversationId)
    }, ms)
    this.timers.set(conversationId, timer)
  }

  private settle(conversationId: number): void {
    this.inFlight.delete(conversationId)
    clearTimeout(this.timers.get(conversationId))
    this.timers.delete(conversationId)
  }

  private find(clientMsgId: string): OutboxItem | null {
    for (const list of this.lists.values()) {
      const found = list.find((item) => item.clientMsgId === clientMsgId)
      if (found) return found
    }
    return null
  }

  private add(item: OutboxItem): void {
    this.set(item.conversationId, [...(this.lists.get(item.conversationId) ?? []), item])
  }

  private replace(old: OutboxItem, item: OutboxItem): void {
    const list = this.lists.get(old.conversationId) ?? []
    this.set(
      old.conversationId,
      list.map((each) => (each.clientMsgId === old.clientMsgId ? item : each)),
    )
    void this.write(item)
  }

  private remove(item: OutboxItem): void {
    const id = item.conversationId
    if (this.inFlight.get(id) === item.clientMsgId) this.settle(id)
    this.refusals.delete(item.clientMsgId)
    const list = this.lists.get(id) ?? []
    this.set(
      id,
      list.filter((each) => each.clientMsgId !== item.clientMsgId),
    )
    void this.options.storage.delete(item.clientMsgId).catch(() => undefined)
    this.options.onRemove?.(item)
  }

  private set(conversationId: number, list: OutboxItem[]): void {
    list.sort((a, b) => a.seq - b.seq)
    this.lists.set(conversationId, list)
    this.options.onChange(conversationId, list)
  }

  /** A browser without storage still sends; only a reload would lose the item. */
  private async write(item: OutboxItem): Promise<void> {
    await this.options.storage.put(item).catch(() => undefined)
  }

  private nextSeq(): number {
    this.lastSeq = Math.max(this.lastSeq + 1, Date.now() * 1000)
    return this.lastSeq
  }
}
