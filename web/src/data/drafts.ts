import { shallowReactive } from 'vue'

/** Unsent text per conversation, kept in this browser for its user. */

const kPrefix = 'koine.draft.'
const drafts = shallowReactive(new Map<string, string>())
let readFor = 0

function key(userId: number, conversationId: number): string {
  return `${kPrefix}${userId}.${conversationId}`
}

/** Reads what is stored for a user; needed once before the list can show drafts. */
function ensureRead(userId: number): void {
  if (readFor === userId) return
  readFor = userId
  drafts.clear()
  try {
    for (let i = 0; i < localStorage.length; i++) {
      const name = localStorage.key(i) ?? ''
      if (name.startsWith(`${kPrefix}${userId}.`))
        drafts.set(name, localStorage.getItem(name) ?? '')
    }
  } catch {
    // Drafts then last as long as the page.
  }
}

export function draftOf(userId: number, conversationId: number): string {
  ensureRead(userId)
  return drafts.get(key(userId, conversationId)) ?? ''
}

/** Blank text removes the draft. */
export function saveDraft(userId: number, conversationId: number, text: string): void {
  ensureRead(userId)
  const name = key(userId, conversationId)
  const keep = text.trim() !== ''
  if (keep) drafts.set(name, text)
  else drafts.delete(name)
  try {
    if (keep) localStorage.setItem(name, text)
    else localStorage.removeItem(name)
  } catch {
    // As above.
  }
}
