import { livingTabs } from '@/live/tab_locks'

/** What somebody wrote and the server does not have yet, kept in this browser with each change. */

export interface KeptText {
  html: string
  title: string
  /** What both were before, and its number. */
  baseHtml: string
  baseTitle: string
  revision: number
}

const prefixOf = (userId: number, documentId: number) => `koine.document.${userId}.${documentId}.`

/** False: this browser keeps nothing. */
export function keepText(userId: number, id: number, tab: string, kept: KeptText): boolean {
  try {
    localStorage.setItem(prefixOf(userId, id) + tab, JSON.stringify(kept))
    return true
  } catch {
    return false
  }
}

export function dropText(userId: number, id: number, tab: string): void {
  try {
    localStorage.removeItem(prefixOf(userId, id) + tab)
  } catch {
    // Nothing was kept, then.
  }
}

/** What tabs that are gone have left of a document, with the names they kept it under. */
export async function orphansOf(
  userId: number,
  id: number,
  tab: string,
): Promise<{ tab: string; kept: KeptText }[]> {
  const prefix = prefixOf(userId, id)
  const lives = await livingTabs()
  try {
    const names = Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i) ?? '')
    return names
      .filter((name) => name.startsWith(prefix))
      .map((name) => name.slice(prefix.length))
      .filter((other) => other === tab || !lives(other))
      .flatMap((other) => {
        const kept = parsed(localStorage.getItem(prefix + other))
        return kept ? [{ tab: other, kept }] : []
      })
  } catch {
    return []
  }
}

function parsed(text: string | null): KeptText | null {
  try {
    const kept = JSON.parse(text ?? '') as Partial<KeptText> | null
    const texts = [kept?.html, kept?.title, kept?.baseHtml, kept?.baseTitle]
    if (!texts.every((each) => typeof each === 'string')) return null
    return typeof kept?.revision === 'number' ? (kept as KeptText) : null
  } catch {
    return null
  }
}
