import { deleteCache } from './cache'
import { forgetDrafts } from './drafts'
import { deleteOutbox } from './outbox_storage'

/** What a user leaves in this browser, and its end when they sign out. */

/** Says to the other tabs that the session was ended by its user. */
const kSignedOutKey = 'koine.signedOut'

export function markSignedOut(userId: number): void {
  try {
    localStorage.setItem(kSignedOutKey, String(userId))
  } catch {
    // Without storage there is nothing to leave, and no other tab to hear of it.
  }
}
export function wasSignedOut(userId: number): boolean {
  try {
    return localStorage.getItem(kSignedOutKey) === String(userId)
  } catch {
    return false
  }
}
export function unmarkSignedOut(): void {
  try {
    localStorage.removeItem(kSignedOutKey)
  } catch {
    // As above.
  }
}

/** Drafts, what waits to be sent or saved, kept rows, and what was used last. Never rejects. */
export async function clearUser(userId: number): Promise<void> {
  forgetDrafts(userId)
  try {
    const own = ['draft', 'outbox', 'document']
      .map((what) => `koine.${what}.${userId}.`)
      .concat(`koine.last.${userId}`)
    const names = Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i) ?? '')
    for (const name of names) {
      if (name === 'koine.emoji' || own.some((prefix) => name.startsWith(prefix))) {
        localStorage.removeItem(name)
      }
    }
  } catch {
    // As above.
  }
  await Promise.all([deleteOutbox(userId), deleteCache(userId), closeNotifications()])
}

async function closeNotifications(): Promise<void> {
  try {
    const registrations = (await navigator.serviceWorker?.getRegistrations()) ?? []
    for (const registration of registrations) {
      for (const shown of await registration.getNotifications()) shown.close()
    }
  } catch {
    // None can be shown, then.
  }
}
