import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useAttention } from '@/session/attention'
import { useTimeWords } from '@/ui/use_time_words'
import { dateOfDay, daysUntil, dueText } from './days'

/** When something is due, in words that turn at midnight. */
export function useDueWords() {
  const { t } = useI18n()
  const words = useTimeWords()
  const attention = useAttention()
  const all = computed(() => ({ ...words.value, tomorrow: t('todo.tomorrow') }))

  const due = (day: string | null) => dueText(day, attention.minute, all.value)
  function overdue(day: string | null): number {
    const date = dateOfDay(day)
    return date ? Math.max(0, -daysUntil(date, attention.minute)) : 0
  }
  return { due, overdue }
}
