import { i18n } from './i18n'
import type { Language, Words } from './i18n'
import { speak } from './i18n/said'

/** The texts of one language are a file of their own, loaded when the language is chosen. */
const kLoaders: Record<Language, () => Promise<{ default: Words }>> = {
  'zh-CN': () => import('./words.zh'),
  en: () => import('./words.en'),
}

/** What the server says. */
const kSaid = { 'zh-CN': () => import('./i18n/server.zh'), en: () => import('./i18n/server.en') }

const loaded = new Set<Language>()

/** Loads the texts if they are not there, then shows them. Rejects without a network. */
export async function useLanguage(language: Language): Promise<void> {
  const said = kSaid[language]()
  if (!loaded.has(language)) {
    // Merged: a part that came before may have brought words of its own.
    i18n.global.mergeLocaleMessage(language, (await kLoaders[language]()).default)
    loaded.add(language)
  }
  speak((await said).words)
  i18n.global.locale.value = language
}
