import { computed, onMounted, shallowRef, watch } from 'vue'
import { groupStanding } from '@/group/api'
import type { GroupStanding } from '@/group/api'
import type { Conversation } from '@/api/types'
import { afterFrame } from '@/ui/after_frame'
import { parseServerTime } from '@/base/time'
import { useAttention } from '@/session/attention'
import { useContacts } from '@/person/contacts'
import { peerOf } from '@/message/conversations'
import { useGroupNews } from '@/group/group_news'
import { useMentions } from '@/message/mentions'
import { sayError } from '@/ui/say'

export type Closed = 'removed' | 'dissolved' | 'muted' | 'allMuted' | 'blocked'

/** Whether I may write here, and if not, why. Asked once, then again when the group changes. */
export function usePosting(conversation: () => Conversation, gone: () => Closed | null) {
  const news = useGroupNews()
  const mentions = useMentions()
  const contacts = useContacts()
  const attention = useAttention()
  const standing = shallowRef<GroupStanding | null>(null)
  const id = conversation().id

  async function load(): Promise<void> {
    if (gone()) return
    if (conversation().type !== 'GROUP') {
      // Once a session. Without an answer the field stays.
      if (!contacts.blocked) await contacts.loadBlocked().catch(() => undefined)
      return
    }
    // Without an answer the field stays; the server refuses by itself.
    standing.value = await groupStanding(conversation().targetId || id).catch(() => null)
  }
  onMounted(() => afterFrame(() => void load()))
  watch(
    () => news.changes.get(id),
    () => {
      mentions.forget(id)
      void load()
    },
  )

  const until = computed(() => parseServerTime(standing.value?.muteEndTime))
  const closed = computed<Closed | null>(() => {
    if (gone()) return gone()
    const peer = peerOf(conversation())
    if (peer && contacts.blocked?.has(peer)) return 'blocked'
    const now = standing.value
    if (!now) return null
    if (now.isMuted && (until.value === 0 || until.value > attention.minute)) return 'muted'
    return now.allMuted && now.myRole === 'MEMBER' ? 'allMuted' : null
  })
  async function unblock(): Promise<void> {
    await contacts.setBlocked(peerOf(conversation()), false).catch(sayError)
  }
  return { closed, until, unblock }
}
