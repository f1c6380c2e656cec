import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/** What lies over the page, one at a time. */
type Overlay = 'switcher' | 'keys' | null

export const useOverlay = defineStore('overlay', () => {
  const current = shallowRef<Overlay>(null)
  return { current }
})
