/** The tabs of this browser that are open, by locks that end with them. */

const kPrefix = 'koine.tab.'

/** Held as long as this tab lives, so that others can tell whether its outbox is orphaned. */
export function holdTabLock(tab: string): void {
  const gone = new Promise((done) => window.addEventListener('pagehide', done, { once: true }))
  void navigator.locks?.request(kPrefix + tab, () => gone)
}

/**
 * Whether a tab still lives. Where the browser cannot tell, none does: then all that is stored is
 * taken over, doubling nothing.
 */
export async function livingTabs(): Promise<(tab: string) => boolean> {
  if (!navigator.locks) return () => false
  const { held } = await navigator.locks.query()
  const names = new Set((held ?? []).map((lock) => lock.name))
  return (tab) => names.has(kPrefix + tab)
}
