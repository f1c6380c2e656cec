import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/** What lies over the page, one at a time. */
export type Overlay = 'switcher' | 'keys' | null

export const useShell = defineStore('shell', () => {
  const overlay = shallowRef<Overlay>(null)
  return { overlay }
})
