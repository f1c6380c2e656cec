import { usePageKeys } from '../page_keys'

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

export function useMailKeys(done: (key: MailKey) => void): void {
  usePageKeys((event) => {
    const key = keyOf(event.key)
    if (!key) return
    event.preventDefault()
    done(key)
  })
}
