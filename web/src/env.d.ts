/// <reference types="vite/client" />
declare module '*.vue' {
  import type { DefineComponent } from 'vue'
  const component: DefineComponent<object, object, unknown>
  export default component
}
declare module 'virtual:emoji' {
  /** [emoji, group, zh words, en words, takes a skin tone]; see scripts/emoji-plugin.mjs. */
  const entries: [string, number, string, string, 0 | 1][]
  export default entries
}
