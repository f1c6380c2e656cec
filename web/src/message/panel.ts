import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/**
 * Which panel stands beside the chat: a name that ChatPage knows (`group`, `person`, `search`,
 * `files`), or null. Choosing the one that is open closes it.
 */
export type PanelName = 'group' | 'person' | 'search' | 'files'

export const usePanel = defineStore('panel', () => {
  const current = shallowRef<PanelName | null>(null)

  function toggle(name: PanelName): void {
    current.value = current.value === name ? null : name
  }
  function open(name: PanelName): void {
    current.value = name
  }
  function close(): void {
    current.value = null
  }
  return { current, toggle, open, close }
})
