import { shallowRef } from 'vue'

/**
 * The profile card of any person, opened from any avatar or name:
 * `openProfile(userId, event.currentTarget)`, or with `hoverProfile` after a rest of the pointer.
 * ProfileHost.vue draws it; there is one at a time.
 */

/** What the caller already shows, so that the card is never empty while it loads. */
export interface ProfileHint {
  name?: string | null
  avatar?: string | null
  /** The group in which this person was met: his nickname and role there. */
  groupId?: number
}

export interface OpenProfile {
  userId: number
  anchor: HTMLElement
  hint: ProfileHint
}

export const openedProfile = shallowRef<OpenProfile | null>(null)

export function openProfile(userId: number, anchor: HTMLElement, hint: ProfileHint = {}): void {
  if (userId > 0) openedProfile.value = { userId, anchor, hint }
}

export function closeProfile(): void {
  openedProfile.value = null
}
