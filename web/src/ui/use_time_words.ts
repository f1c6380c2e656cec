import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { TimeWords } from '@/base/time'

/** What base/time.ts needs, in the language of the page. */
export function useTimeWords() {
  const { t, locale } = useI18n()
  return computed<TimeWords>(() => ({
    language: locale.value,
    today: t('time.today'),
    yesterday: t('time.yesterday'),
  }))
}
