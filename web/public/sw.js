// Keeps the hashed files of the client, so that a start needs the network for the page and the data
// alone. Never an answer of the API, never the page itself: what a hash names cannot be outdated.
const kCache = 'koine-assets'
const kAssets = /^\/assets\/[\w.-]+-[\w-]{8}\.(js|css|svg|woff2|json)$/
/** Files of earlier builds; enough for two of them. */
const kMostFiles = 200

self.addEventListener('install', (event) => {
  self.skipWaiting()
  // All else goes past this worker, which need not be started for it, where the browser can do so.
  const rest = { condition: { not: { urlPattern: '/assets/*' } }, source: 'network' }
  if (event.addRoutes) event.waitUntil(event.addRoutes([rest]).catch(() => undefined))
})
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  if (kAssets.test(url.pathname)) event.respondWith(fromCache(request))
})

async function fromCache(request) {
  const cache = await caches.open(kCache)
  const kept = await cache.match(request)
  if (kept) return kept
  const response = await fetch(request)
  if (response.ok) {
    await cache.put(request, response.clone())
    const keys = await cache.keys()
    for (const old of keys.slice(0, Math.max(0, keys.length - kMostFiles))) await cache.delete(old)
  }
  return response
}
