/**
 * Notifications of the desktop, one per conversation. They go through the service worker where
 * there is one: browsers on telephones know no other way, and a click on one finds its chat when
 * the page is closed. Without a worker the page makes them itself.
 */

const kTag = 'koine.'
const tagOf = (conversationId: number) => `${kTag}${conversationId}`

export interface Notice {
  conversationId: number
  messageId: number
  title: string
  body: string
}

/** Made by the page itself, by tag. */
const own = new Map<string, Notification>()

async function worker(): Promise<ServiceWorkerRegistration | null> {
  if (!('serviceWorker' in navigator)) return null
  const registration = await navigator.serviceWorker.getRegistration().catch(() => undefined)
  return registration?.active ? registration : null
}

/** `clicked`: only for notices of the page itself; the worker tells of others by a message. */
export async function showNotice(notice: Notice, clicked: () => void): Promise<void> {
  const { conversationId, messageId, title, body } = notice
  const options: NotificationOptions = {
    body,
    tag: tagOf(conversationId),
    icon: '/favicon.svg',
    silent: true,
    data: { conversationId, messageId },
  }
  const through = await worker()
  if (through) return through.showNotification(title, options)
  const shown = new Notification(title, options)
  own.set(tagOf(conversationId), shown)
  shown.onclick = () => {
    window.focus()
    shown.close()
    clicked()
  }
  shown.onclose = () => {
    if (own.get(tagOf(conversationId)) === shown) own.delete(tagOf(conversationId))
  }
}

/** Those of a conversation, or of one message of it; without a conversation all. */
export async function closeNotices(
  conversationId: number | null = null,
  messageId: number | null = null,
): Promise<void> {
  const shown = [...own.values(), ...((await (await worker())?.getNotifications()) ?? [])]
  for (const notice of shown) {
    const isMeant =
      conversationId === null ? notice.tag.startsWith(kTag) : notice.tag === tagOf(conversationId)
    const about = (notice.data as { messageId?: number } | null)?.messageId
    if (isMeant && (messageId === null || about === messageId)) notice.close()
  }
}
