import { shallowReactive } from 'vue'
import type { Quote } from '@/api/types'

/** Unsent text per conversation, kept in this browser for its user. */

/** What was chosen from the list while this text was written. */
export interface ChosenMention {
  /** 0 = everybody */
  userId: number
  name: string
}

export interface Draft {
  text: string
  caret: number
  reply: Quote | null
  mentions: readonly ChosenMention[]
}

const kPrefix = 'koine.draft.'
const drafts = shallowReactive(new Map<string, Draft>())
/** Chosen files last as long as the page. */
const files = new Map<string, readonly File[]>()
let readFor = 0
/** Whose drafts were cleared in this page: a field that goes away writes no more. */
let forgotten = 0

const kNone: Draft = Object.freeze({ text: '', caret: 0, reply: null, mentions: [] })

function key(userId: number, conversationId: number): string {
  return `${kPrefix}${userId}.${conversationId}`
}

/** An older version kept the bare text. */
function parse(value: string): Draft {
  if (value.startsWith('{"text":')) {
    try {
      return { ...kNone, ...(JSON.parse(value) as Partial<Draft>) }
    } catch {
      // A text that only looks like it.
    }
  }
  return { ...kNone, text: value, caret: value.length }
}

/** Reads what is stored for a user; needed once before the list can show drafts. */
function ensureRead(userId: number): void {
  if (readFor === userId || userId === forgotten) return
  readFor = userId
  drafts.clear()
  files.clear()
  try {
    for (let i = 0; i < localStorage.length; i++) {
      const name = localStorage.key(i) ?? ''
      if (name.startsWith(`${kPrefix}${userId}.`)) {
        drafts.set(name, parse(localStorage.getItem(name) ?? ''))
      }
    }
  } catch {
    // Drafts then last as long as the page.
  }
}

export function draftOf(userId: number, conversationId: number): string {
  return fullDraftOf(userId, conversationId).text
}

export function fullDraftOf(userId: number, conversationId: number): Draft {
  ensureRead(userId)
  return drafts.get(key(userId, conversationId)) ?? kNone
}

/** At sign-out: nothing is kept, nor written any more. The stored ones are the caller's to remove. */
export function forgetDrafts(userId: number): void {
  forgotten = userId
  readFor = 0
  drafts.clear()
  files.clear()
}

/** Somebody signed in. */
export function allowDrafts(): void {
  forgotten = 0
}

/** Blank text without a reply removes the draft. */
export function saveDraft(userId: number, conversationId: number, draft: Draft | string): void {
  if (userId === forgotten) return
  ensureRead(userId)
  const full = typeof draft === 'string' ? { ...kNone, text: draft } : draft
  const name = key(userId, conversationId)
  const keep = full.text.trim() !== '' || full.reply !== null
  if (keep) drafts.set(name, full)
  else drafts.delete(name)
  try {
    if (keep) localStorage.setItem(name, JSON.stringify(full))
    else localStorage.removeItem(name)
  } catch {
    // As above.
  }
}

export function filesOf(userId: number, conversationId: number): readonly File[] {
  ensureRead(userId)
  return files.get(key(userId, conversationId)) ?? []
}

export function saveFiles(userId: number, conversationId: number, list: readonly File[]): void {
  if (userId === forgotten) return
  if (list.length > 0) files.set(key(userId, conversationId), list)
  else files.delete(key(userId, conversationId))
}

/** Whether files are chosen anywhere that are not sent: they do not outlive the page. */
export function hasFiles(): boolean {
  return files.size > 0
}

/** What another tab has written. */
if (typeof window !== 'undefined') {
  window.addEventListener('storage', (event) => {
    if (!event.key?.startsWith(`${kPrefix}${readFor}.`)) return
    if (event.newValue === null) drafts.delete(event.key)
    else drafts.set(event.key, parse(event.newValue))
  })
}
