import { defineStore } from 'pinia'
import { computed, reactive, shallowRef, watch } from 'vue'

/** What a reader chose for this browser. src/theme.js reads the same key before first paint. */

const kSettingsKey = 'koine.settings'

type Theme = 'system' | 'light' | 'dark'
export type Language = 'zh-CN' | 'en'

export const kListWidth = { least: 220, most: 400, usual: 280 }

interface Settings {
  theme: Theme
  language: Language
  listWidth: number
  /** Enter sends and Shift+Enter breaks the line; else Ctrl+Enter sends. */
  enterSends: boolean
  sound: boolean
  /** Desktop notifications, as far as the browser allows them. */
  desktop: boolean
  /** Whether the hint about them was answered. */
  hinted: boolean
  /** Whether a notification shows the message's text. */
  preview: boolean
}

export const useSettings = defineStore('settings', () => {
  const values = reactive<Settings>({
    theme: 'system',
    language: navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en',
    listWidth: kListWidth.usual,
    enterSends: true,
    sound: true,
    desktop: false,
    hinted: false,
    preview: true,
    ...load(),
  })
  const query = matchMedia('(prefers-color-scheme: dark)')
  const systemDark = shallowRef(query.matches)
  query.addEventListener('change', (event) => (systemDark.value = event.matches))
  const dark = computed(
    () => values.theme === 'dark' || (values.theme === 'system' && systemDark.value),
  )

  watch(dark, (on) => document.documentElement.classList.toggle('dark', on), { immediate: true })
  watch(
    () => values.language,
    (language) => (document.documentElement.lang = language),
    { immediate: true },
  )
  watch(values, () => {
    try {
      localStorage.setItem(kSettingsKey, JSON.stringify(values))
    } catch {
      // The choice then lasts until reload.
    }
  })
  return { values, dark }
})

function load(): Partial<Settings> {
  try {
    return JSON.parse(localStorage.getItem(kSettingsKey) ?? '{}') as Partial<Settings>
  } catch {
    return {}
  }
}
