import type { Router } from 'vue-router'

/**
 * The router hears of a changed address only once its first page is there, and then writes its own
 * over it: where somebody went meanwhile is gone to afterwards.
 */
export function followEarlyAddress(router: Router): void {
  let wanted: string | null = null
  const note = () => (wanted = location.hash.slice(1))
  window.addEventListener('hashchange', note)
  void router
    .isReady()
    .catch(() => undefined)
    .then(() => {
      window.removeEventListener('hashchange', note)
      if (wanted !== null) void router.replace(wanted || '/')
    })
}
