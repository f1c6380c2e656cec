import { computed } from 'vue'
import type { CallType } from './api'
import type { Conversation } from '@/api/types'
import { useCalls } from './calls'
import { peerOf } from '@/message/conversations'
import { useFeatures } from '@/session/features'

/** Calls out of a conversation. */
export function useCalling(conversation: () => Conversation) {
  const calls = useCalls()
  const features = useFeatures()
  // Browsers give neither microphone nor camera to a page that came over plain HTTP.
  const callable = computed(
    () =>
      features.on.calls &&
      window.isSecureContext &&
      (conversation().type === 'GROUP' || peerOf(conversation()) > 0),
  )
  /** Of a direct one. */
  function call(type: CallType, name: string): void {
    const of = conversation()
    void calls.start({ id: peerOf(of), name, avatar: of.avatar }, type)
  }
  return { callable, busy: computed(() => calls.busy), call }
}
