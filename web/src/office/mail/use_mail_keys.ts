import { onBeforeUnmount, onMounted } from 'vue'

/** What a key of the page stands for, as users of mail know them; `null`: nothing. */
const kKeys: Readonly<Record<string, string>> = {
  j: 'next',
  k: 'previous',
  c: 'write',
  r: 'reply',
  a: 'all',
  f: 'forward',
  s: 'star',
  x: 'choose',
  '#': 'trash',
  Delete: 'trash',
  '/': 'find',
  Escape: 'back',
  u: 'back',
}
export type MailKey =
  | 'next'
  | 'previous'
  | 'write'
  | 'reply'
  | 'all'
  | 'forward'
  | 'star'
  | 'choose'
  | 'trash'
  | 'find'
  | 'back'

export function keyOf(key: string): MailKey | null {
  return Object.hasOwn(kKeys, key) ? (kKeys[key] as MailKey) : null
}

/** Hears them while nobody types and nothing lies over the page. */
export function useMailKeys(done: (key: MailKey) => void): void {
  function heard(event: KeyboardEvent): void {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    const target = event.target as HTMLElement
    if (event.defaultPrevented || target.closest('[contenteditable=true], [role=menu]')) return
    if (target.matches('input:not([type=checkbox]), textarea, select')) return
    if (document.querySelector('.el-overlay:not([style*="display: none"]), [data-floating]')) return
    const key = keyOf(event.key)
    if (!key) return
    event.preventDefault()
    done(key)
  }
  onMounted(() => window.addEventListener('keydown', heard))
  onBeforeUnmount(() => window.removeEventListener('keydown', heard))
}
