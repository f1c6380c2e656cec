import { createI18n } from 'vue-i18n'
import { speak } from './said'
import type callEn from './call.en'
import type callZh from './call.zh'
import type chatZh from './chat.zh-CN'
import type en from './en'
import type shellEn from './shell.en'
import type shellZh from './shell.zh'
import type zh from './zh-CN'

/** The texts of one language are a file of their own, loaded when the language is chosen. */

type Words = typeof zh & typeof shellZh & typeof callZh & { msg: typeof chatZh }
export type Language = 'zh-CN' | 'en'

const kLoaders: Record<Language, () => Promise<Words>> = {
  'zh-CN': async () => {
    const parts = [
      import('./zh-CN'),
      import('./shell.zh'),
      import('./chat.zh-CN'),
      import('./call.zh'),
    ] as const
    const [own, shell, chat, call] = await Promise.all(parts)
    return { ...own.default, ...shell.default, ...call.default, msg: chat.default }
  },
  en: async () => {
    const parts = [
      import('./en'),
      import('./shell.en'),
      import('./chat.en'),
      import('./call.en'),
    ] as const
    const [own, shell, chat, call] = await Promise.all(parts)
    const words: typeof en & typeof shellEn & typeof callEn = {
      ...own.default,
      ...shell.default,
      ...call.default,
    }
    return { ...words, msg: chat.default } as unknown as Words
  },
}

export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN',
  fallbackLocale: 'zh-CN',
  missingWarn: false,
  fallbackWarn: false,
  messages: {} as Record<string, Words>,
})

/** What the server says. */
const kSaid = { 'zh-CN': () => import('./server.zh'), en: () => import('./server.en') }

const loaded = new Set<Language>()

/** Loads the texts if they are not there, then shows them. Rejects without a network. */
export async function useLanguage(language: Language): Promise<void> {
  const said = kSaid[language]()
  if (!loaded.has(language)) {
    i18n.global.setLocaleMessage(language, await kLoaders[language]())
    loaded.add(language)
  }
  speak((await said).words)
  i18n.global.locale.value = language
}
