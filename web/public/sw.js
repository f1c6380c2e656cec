// Keeps the hashed files of the client, so that a start needs the network for the page and the data
// alone: what a hash names cannot be outdated. The page itself is kept for a start without a
// network only. Never an answer of the API.
const kCache = 'koine-assets'
const kAssets = /^\/assets\/[\w.-]+-[\w-]{8}\.(js|css|svg|woff2|json)$/
/** Files of earlier builds; enough for two of them. */
const kMostFiles = 200
/** What a start needs beside hashed files; the network comes first. */
const kShellCache = 'koine-shell'
const kShell = ['/', '/theme.js', '/favicon.svg', '/manifest.webmanifest']

self.addEventListener('install', (event) => {
  self.skipWaiting()
  const keep = caches.open(kShellCache).then((cache) => cache.addAll(kShell))
  event.waitUntil(keep.catch(() => undefined))
  // All else goes past this worker, which need not be started for it, where the browser can do so.
  const ours = [...kShell, '/assets/*'].map((urlPattern) => ({ urlPattern }))
  const rest = { condition: { not: { or: ours } }, source: 'network' }
  if (event.addRoutes) event.waitUntil(event.addRoutes([rest]).catch(() => undefined))
})
self.addEventListener('activate', (event) => {
  const preload = self.registration.navigationPreload
  event.waitUntil(Promise.all([self.clients.claim(), preload?.enable().catch(() => undefined)]))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  if (kAssets.test(url.pathname)) event.respondWith(fromCache(request))
  // Who asks for the page itself, for instance for its version, wants the network's answer.
  else if (url.pathname === '/' ? request.mode === 'navigate' : kShell.includes(url.pathname)) {
    event.respondWith(fromNetwork(event, url.pathname))
  }
})

// Files that the page had before this worker was there.
self.addEventListener('message', (event) => {
  const files = event.data?.keep
  if (!Array.isArray(files)) return
  const wanted = files.filter((file) => kAssets.test(new URL(file, location.origin).pathname))
  event.waitUntil(Promise.all(wanted.map((file) => fromCache(new Request(file)).catch(() => null))))
})

// The chat of a notification: in a window that is there, else in a new one.
self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const id = event.notification.data?.conversationId
  if (typeof id === 'number') event.waitUntil(openConversation(id))
})

async function openConversation(id) {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const shown = windows.find((each) => each.visibilityState === 'visible') ?? windows[0]
  if (!shown) return self.clients.openWindow(`/#/c/${id}`)
  shown.postMessage({ openConversation: id })
  return shown.focus().catch(() => undefined)
}

async function fromNetwork(event, path) {
  const cache = await caches.open(kShellCache)
  try {
    const response = (await event.preloadResponse) ?? (await fetch(event.request))
    if (response.ok) event.waitUntil(cache.put(path, response.clone()))
    return response
  } catch (error) {
    const kept = await cache.match(path)
    if (kept) return kept
    throw error
  }
}

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
