import { computed, watch } from 'vue'
import type { ShallowRef } from 'vue'
import { mentionAt } from './mention'
import type { Choice } from './mention'
import { useMentions } from '@/message/mentions'
import { sayError } from '@/ui/say'
import { useCompletion } from './use_completion'
import type { ChosenMention } from '@/data/drafts'

/** The list that opens at an `@` in a group, and what choosing from it does to the text. */
export function useMentionTyping(
  conversationId: number,
  enabled: () => boolean,
  field: ShallowRef<HTMLTextAreaElement | undefined>,
  text: ShallowRef<string>,
  chosen: ShallowRef<readonly ChosenMention[]>,
) {
  const mentions = useMentions()
  const completion = useCompletion(field, text, (now, caret) =>
    enabled() ? mentionAt(now, caret) : null,
  )
  /** Null until they are known; the list opens then. */
  const from = computed(() => mentions.byConversation.get(conversationId) ?? null)
  watch(
    () => completion.open.value?.start,
    (start) => {
      if (start !== undefined) mentions.load(conversationId).catch(sayError)
    },
  )

  function pick(choice: Choice): void {
    chosen.value = [...chosen.value, { userId: choice.userId, name: choice.name }]
    completion.replace(`@${choice.name} `)
  }
  return { ...completion, from, pick }
}
