import { onBeforeUnmount, shallowRef, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { newestId } from '@/message/merge'
import { previewOf } from '@/message/preview'
import { useAttention } from '@/session/attention'
import type { Thread } from '@/message/thread'

/** So many at once are read out; of more only how many they are. */
const kMostSpoken = 3
const kForgottenAfterMs = 5_000

/**
 * What a screen reader says: the texts that arrive while somebody looks, never the history. The
 * list itself is silent: it is virtual, and scrolling puts rows into the page.
 */
export function useSpoken(thread: Thread) {
  const { t } = useI18n()
  const attention = useAttention()
  const spoken = shallowRef('')
  /** The newest message of the live end that is not news any more; 0 = that end is not loaded. */
  let known = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  watch(
    () => thread.rows,
    (rows) => {
      const isLive = thread.loaded && !thread.loading && !thread.hasNewer
      const before = known
      known = isLive ? Math.max(known, newestId(rows)) : 0
      if (!isLive || before === 0 || !attention.attentive) return
      const came = rows.filter((row) => row.id > before && !row.isSelf && !row.isRevoked)
      if (came.length === 0) return
      spoken.value =
        came.length > kMostSpoken
          ? t('chat.newCount', { count: came.length }, came.length)
          : came
              .map((row) => `${row.senderName ?? ''}: ${previewOf(row, row.isSelf, t)}`)
              .join('\n')
      clearTimeout(timer)
      // What was said is not to be found again by walking through the page.
      timer = setTimeout(() => (spoken.value = ''), kForgottenAfterMs)
    },
    { immediate: true },
  )
  onBeforeUnmount(() => clearTimeout(timer))
  return spoken
}
