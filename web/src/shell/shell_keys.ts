import { onBeforeUnmount, onMounted } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { neighbour } from '@/chat/conversation_list'
import { useConversations } from '@/message/conversations'
import { useOverlay } from '@/ui/overlay'
import { closeProfile, openedProfile } from '@/person/profile'
import { useConversationActions } from '@/message/conversation_actions'

/** The keys that hold everywhere; those of the chat are in its own parts. */
export function useShellKeys(): void {
  const route = useRoute()
  const router = useRouter()
  const conversations = useConversations()
  const overlay = useOverlay()
  const actions = useConversationActions()

  function isTyping(event: KeyboardEvent): boolean {
    const target = event.target as HTMLElement
    return target.matches('input, textarea, select, [contenteditable=true]')
  }

  function walk(event: KeyboardEvent): void {
    const step = event.key === 'ArrowUp' ? -1 : 1
    const open = Number(route.params.id) || 0
    const next = neighbour(conversations.sorted, open, step, event.shiftKey)
    if (next) void router.push(`/c/${next.id}`)
  }

  /** To the field; from there what is open counts as read. */
  function escape(event: KeyboardEvent): void {
    const field = document.querySelector<HTMLElement>('[data-test="composer"]')
    if (openedProfile.value) return closeProfile()
    if (event.defaultPrevented || document.querySelector('.el-overlay, [data-floating]')) return
    const row = conversations.byId.get(Number(route.params.id) || 0)
    if (!field?.checkVisibility() || route.name !== 'chat') return
    if (document.activeElement !== field) field.focus()
    else if (row && (row.unreadCount > 0 || row.hasMention)) void actions.markRead(row)
  }

  /** Of the row that has the focus, else of what is open: unread, or read where it is unread. */
  function turnUnread(): void {
    const focused = document.activeElement?.closest<HTMLElement>('[data-test="conversation-row"]')
    const row = conversations.byId.get(Number(focused?.dataset.id ?? route.params.id) || 0)
    if (!row) return
    if (row.unreadCount > 0 || row.hasMention) void actions.markRead(row)
    else if (row.lastMessage) void actions.markUnread(row)
  }

  function key(event: KeyboardEvent): void {
    if (event.isComposing || event.keyCode === 229) return
    if (event.key === 'Escape') return escape(event)
    const command = event.ctrlKey || event.metaKey
    const letter = event.key.toLowerCase()
    if (command && !event.altKey && !event.shiftKey && letter === 'k') {
      overlay.current = overlay.current === 'switcher' ? null : 'switcher'
    } else if (command && event.shiftKey && letter === 'f') {
      overlay.current = null
      void router.push('/search')
    } else if (command && event.key === '/') {
      overlay.current = 'keys'
    } else if (event.key === '?' && !isTyping(event)) {
      overlay.current = 'keys'
    } else if (event.altKey && !command && /^Arrow(Up|Down)$/.test(event.key)) {
      walk(event)
    } else if (event.altKey && !command && event.code === 'KeyU') {
      turnUnread()
    } else return
    event.preventDefault()
  }

  onMounted(() => window.addEventListener('keydown', key))
  onBeforeUnmount(() => window.removeEventListener('keydown', key))
}
