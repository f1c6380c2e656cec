import { createPinia } from 'pinia'
import { createApp, watch } from 'vue'
import App from './App.vue'
import { i18n } from './i18n'
import { router } from './router'
import { useSettings } from './stores/settings'
// The two that are called, not written in a template; the rest comes by need.
import 'element-plus/theme-chalk/el-message.css'
import 'element-plus/theme-chalk/el-message-box.css'
import './styles/tokens.css'
import './styles/base.css'

const app = createApp(App)
app.use(createPinia())
app.use(i18n)
const settings = useSettings()
watch(
  () => settings.values.language,
  (language) => (i18n.global.locale.value = language),
  { immediate: true },
)
app.use(router)
app.mount('#app')
