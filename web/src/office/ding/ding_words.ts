import { useI18n } from 'vue-i18n'
import en from './ding_words.en'
import zh from './ding_words.zh'

/** The texts of DING come with its parts. The others are found as usual. */
export function useDingWords() {
  const words = useI18n({
    useScope: 'local',
    inheritLocale: true,
    missingWarn: false,
    fallbackWarn: false,
    messages: { 'zh-CN': zh, en },
  })
  return { t: words.t as (key: string, values?: Record<string, unknown>) => string }
}
