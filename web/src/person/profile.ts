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
  /** The group in which this person was met: their nickname and role there. */
  groupId?: number
}

/** The pointer rests so long before the card opens by itself. */
const kHoverMs = 400
/** Time to cross from the anchor to the card. */
const kLeaveMs = 300

export interface OpenProfile {
  userId: number
  anchor: HTMLElement
  hint: ProfileHint
  /** By resting on it: the card takes no focus and goes when the pointer does. */
  hovered: boolean
}

export const openedProfile = shallowRef<OpenProfile | null>(null)

export function openProfile(userId: number, anchor: HTMLElement, hint: ProfileHint = {}): void {
  stopHover()
  if (userId > 0) openedProfile.value = { userId, anchor, hint, hovered: false }
}

let timer: ReturnType<typeof setTimeout> | undefined

/** For `pointerenter` of an avatar or name. */
export function hoverProfile(event: PointerEvent, userId: number, hint: ProfileHint = {}): void {
  const anchor = event.currentTarget as HTMLElement
  if (event.pointerType !== 'mouse' || userId <= 0) return
  stopHover()
  if (openedProfile.value?.anchor === anchor) return
  timer = setTimeout(() => {
    if (anchor.isConnected && !(openedProfile.value && !openedProfile.value.hovered)) {
      openedProfile.value = { userId, anchor, hint, hovered: true }
    }
  }, kHoverMs)
}

/** For `pointerleave` of the same, and of the card. */
export function leaveProfile(): void {
  stopHover()
  if (!openedProfile.value?.hovered) return
  timer = setTimeout(() => {
    if (openedProfile.value?.hovered) closeProfile()
  }, kLeaveMs)
}

/** The pointer came to the card in time. */
export function stopHover(): void {
  clearTimeout(timer)
}

/** The card is used: it stays until it is closed. */
export function pinProfile(): void {
  if (openedProfile.value) openedProfile.value.hovered = false
}

export function closeProfile(): void {
  openedProfile.value = null
}
