import type { Router } from 'vue-router'

/**
 * The router hears of a changed address only once its first page is there, and then writes its own
 * over it: where somebody went meanwhile is gone to afterwards. `popstate` says so at once;
 * `hashchange` comes as a task of its own, which the first page may precede.
 */
export function followEarlyAddress(router: Router): void {
  let wanted: string | null = null
  const note = () => (wanted = location.hash.slice(1))
  window.addEventListener('popstate', note)
  void router
    .isReady()
    .catch(() => undefined)
    .then(() => {
      window.removeEventListener('popstate', note)
      if (wanted !== null) void router.replace(wanted || '/')
    })
}
