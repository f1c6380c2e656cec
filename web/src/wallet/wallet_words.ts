import { useI18n } from 'vue-i18n'
import { ApiError } from '@/api/http'
import { errorText } from '@/i18n/errors'
import en from './wallet_words.en'
import zh from './wallet_words.zh'

/** The texts of the wallet come with its parts, which few open. The others are found as usual. */
export function useWalletWords() {
  const words = useI18n({
    useScope: 'local',
    inheritLocale: true,
    missingWarn: false,
    fallbackWarn: false,
    messages: { 'zh-CN': zh, en },
  })
  const t = words.t as (key: string, values?: Record<string, unknown>) => string

  /** Why the wallet refused. Its numbers mean other things than those of the rest. */
  function refusal(error: unknown): string {
    if (!(error instanceof ApiError)) return errorText(error)
    const key = `refused.${error.code}`
    return words.te(key) ? t(key) : error.message || errorText(error)
  }

  /** What a line of the statement is; what an administrator wrote to it stands as it is. */
  function entryText(type: number, remark: string): string {
    const known = (zh.entry as Record<number, string>)[type]
    return known === remark ? t(`entry.${type}`) : remark
  }
  return { t, refusal, entryText }
}
