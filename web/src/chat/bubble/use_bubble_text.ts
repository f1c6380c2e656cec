import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { isText, previewText } from '@/message/preview'
import type { BubbleRow } from '@/message/rows'
import { useSession } from '@/session/session'
import { useChat } from '../chat_context'

const kDrawn = new Set(['IMAGE', 'FILE', 'VIDEO', 'VOICE', 'CARD', 'LOCATION', 'MERGED'])
/** The server puts this before a forwarded text; here a mark above it says so. */
const kForwardedText = '[转发消息]\n'

/** What a bubble holds: something drawn, or a text with its mentions. */
export function useBubbleText(row: () => BubbleRow) {
  const { t } = useI18n()
  const chat = useChat()
  const session = useSession()

  const drawn = computed(() => {
    if (row().id !== null && row().packet) return 'PACKET'
    return kDrawn.has(row().type) ? row().type : null
  })
  const framed = computed(() => drawn.value === null || drawn.value === 'VOICE')
  const text = computed(() => {
    const { type, text: content, forwarded } = row()
    if (!isText(type)) return previewText(type, content, t)
    return forwarded && content.startsWith(kForwardedText)
      ? content.slice(kForwardedText.length)
      : content
  })
  /** What may stand behind an @; null = nothing is marked. */
  const names = computed(() =>
    row().mentions ? [t('msg.mention.all'), '所有人', 'all', ...chat.names.value] : null,
  )
  /** Those of them that mean the reader. */
  const own = computed(() => {
    const user = session.user
    const mine = row().mentions?.userIds.includes(user?.id ?? 0)
    const all = row().mentions?.all ? ['所有人', 'all', t('msg.mention.all')] : []
    return [...all, ...(mine && user ? [user.nickname ?? '', user.username ?? ''] : [])]
  })

  return { drawn, framed, text, names, own }
}
