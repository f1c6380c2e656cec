import { createI18n } from 'vue-i18n'

export type Language = 'zh-CN' | 'en'
/** The texts of one language by their keys; src/words.ts brings them. */
export interface Words {
  [key: string]: string | Words | string[] | Record<number, string>
}

export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN',
  fallbackLocale: 'zh-CN',
  missingWarn: false,
  fallbackWarn: false,
  messages: {} as Record<string, Words>,
})
