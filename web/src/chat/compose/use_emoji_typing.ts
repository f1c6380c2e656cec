import { computed, shallowRef, watch } from 'vue'
import type { ShallowRef } from 'vue'
import { findEmoji, keptEmoji, loadEmoji, usedEmoji, withTone } from './emoji'
import type { EmojiEntry } from './emoji'
import { emojiAt } from './emoji_typing'
import { useCompletion } from './use_completion'

const kMostShown = 6

/** The list that opens at `:smi`. Without a match there is none, and Enter sends. */
export function useEmojiTyping(
  field: ShallowRef<HTMLTextAreaElement | undefined>,
  text: ShallowRef<string>,
) {
  const completion = useCompletion(field, text, emojiAt)
  const entries = shallowRef<readonly EmojiEntry[]>([])
  const found = computed(() => {
    const typed = completion.open.value?.typed
    return typed ? findEmoji(entries.value, typed, kMostShown) : []
  })
  watch(
    () => completion.open.value !== null,
    (wanted) => {
      if (!wanted || entries.value.length > 0) return
      // Without them the text stays as it was typed.
      loadEmoji().then(
        (all) => (entries.value = all),
        () => undefined,
      )
    },
  )

  function pick(entry: EmojiEntry): void {
    const emoji = withTone(entry, keptEmoji().tone)
    usedEmoji(emoji)
    completion.replace(emoji)
  }
  return { ...completion, found, pick }
}
