import { createPinia } from 'pinia'
import { createApp, watch } from 'vue'
import App from './App.vue'
import { i18n } from './i18n'
import { followEarlyAddress } from './shell/early_address'
import { router } from './shell/router'
import { useSettings } from './session/settings'
import { useLanguage } from './words'
import './styles/tokens.css'
import './styles/base.css'
import './styles/frame.css'

const app = createApp(App)
app.use(createPinia())
app.use(i18n)
const settings = useSettings()
const first = useLanguage(settings.values.language)
watch(
  () => settings.values.language,
  (language) => {
    // Without a network the page stays in the language it has.
    useLanguage(language).catch(() => undefined)
  },
)
app.use(router)
followEarlyAddress(router)
// The first page loads beside the words, not after them. Until both are there the frame of
// index.html stands on the page.
const ready = Promise.allSettled([first, router.isReady()])
void ready.then(() => app.mount('#app'))

// Keeps the files of the client; a start without it is slower and needs the network. What came
// before it was there is named to it.
if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  window.addEventListener('load', () => {
    const keep = () => performance.getEntriesByType('resource').map((entry) => entry.name)
    navigator.serviceWorker
      .register('/sw.js')
      .then(() => navigator.serviceWorker.ready)
      .then((worker) => worker.active?.postMessage({ keep: keep() }))
      .catch(() => undefined)
  })
}
