import { computed } from 'vue'
import { useEmojiTyping } from './use_emoji_typing'
import { useMentionTyping } from './use_mention_typing'

/** The lists that complete what is typed: names behind an @, emoji behind a colon. */
export function useCompleting(
  ...[id, isGroup, field, text, chosen]: Parameters<typeof useMentionTyping>
) {
  const mention = useMentionTyping(id, isGroup, field, text, chosen)
  const smile = useEmojiTyping(field, text)
  /** The list that is shown. */
  const completing = computed(() => {
    if (mention.open.value && mention.from.value) return 'mention-list'
    return smile.found.value.length > 0 ? 'emoji-list' : undefined
  })

  function complete() {
    mention.update()
    smile.update()
  }
  function closeLists() {
    mention.close()
    smile.close()
  }
  const key = (event: KeyboardEvent) => mention.key(event) || smile.key(event)

  return { mention, smile, completing, complete, closeLists, key }
}
