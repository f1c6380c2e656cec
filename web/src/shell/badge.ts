import { onBeforeUnmount, watchEffect } from 'vue'
import { useConversations } from '@/message/conversations'

const kPlain = '/favicon.svg'
const kDotted = '/favicon-unread.svg'
const kTitle = 'Koine'

interface BadgeNavigator {
  setAppBadge?(count: number): Promise<void>
  clearAppBadge?(): Promise<void>
}

/** Unread messages in the tab's title and icon and, where there is one, on the app's icon. */
export function useBadge(): void {
  const conversations = useConversations()

  function show(count: number): void {
    document.title = count > 0 ? `(${count > 99 ? '99+' : count}) ${kTitle}` : kTitle
    const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]')
    const wanted = count > 0 ? kDotted : kPlain
    if (icon && icon.getAttribute('href') !== wanted) icon.setAttribute('href', wanted)
    const badge = navigator as BadgeNavigator
    const done = count > 0 ? badge.setAppBadge?.(count) : badge.clearAppBadge?.()
    done?.catch(() => undefined)
  }

  watchEffect(() => show(conversations.shown.unread))
  onBeforeUnmount(() => show(0))
}
