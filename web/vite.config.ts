import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import components from 'unplugin-vue-components/vite'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import { defineConfig } from 'vite'
import emoji from './scripts/emoji-plugin.mjs'
import frame from './scripts/frame-plugin'

/** Where `npm run dev` finds a server. */
const kServer = process.env.KOINE_SERVER ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [
    vue(),
    emoji(),
    frame(),
    components({ dts: false, dirs: [], resolvers: [ElementPlusResolver({ importStyle: 'css' })] }),
  ],
  resolve: {
    alias: {
      '@ctrl/tinycolor': fileURLToPath(new URL('./src/ui/no_colors.ts', import.meta.url)),
      '@': fileURLToPath(new URL('./src', import.meta.url)),
    },
  },
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __VUE_I18N_LEGACY_API__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
    __INTLIFY_DROP_MESSAGE_COMPILER__: false,
  },
  build: {
    target: 'es2022',
    // The content policy forbids data: scripts and fonts; small files stay files.
    assetsInlineLimit: 0,
    // Read and removed by scripts/after-build.mjs.
    manifest: true,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // Named by hand, so that a change of our own code leaves the vendor files cached.
        codeSplitting: {
          groups: [
            {
              name: 'vue',
              test: /rolldown[\\/]runtime|plugin-vue|node_modules[\\/](@vue|vue|pinia|vue-router|vue-i18n|@intlify)[\\/]/,
              priority: 5,
            },
            { name: 'words-zh', test: /src[\\/](\w+[\\/])?words\.zh\./ },
            { name: 'words-en', test: /src[\\/]((\w+[\\/])?words\.en\.|i18n[\\/]server\.en\.)/ },
            // Session, requests and settings: the sign-in page needs them too.
            {
              name: 'start',
              test: /src[\\/](main|App|words\.ts|shell[\\/]router|i18n[\\/](index|errors)|api[\\/]http\.|session[\\/](SignIn|session|settings|api)\.)/,
              priority: 4,
            },
            // What the chat shows first, as one file instead of twenty requests.
            {
              name: 'chat',
              test: /src[\\/](shell[\\/](Shell|ChatPage)|chat[\\/](ConversationList|ChatHeader|list[\\/]MessageList|compose[\\/]ChatComposer)|ui[\\/](say|PanelFrame)|message[\\/]conversation_actions)|node_modules[\\/](@tanstack|linkify-it|uc\.micro|idb)[\\/]/,
              priority: 3,
            },
            // The sign-in page needs these; a group takes what its modules import along.
            {
              name: 'element',
              test: /element-plus[\\/]es[\\/]components[\\/](config-provider|form|form-item|input|button|icon|base)[\\/]|element-plus[\\/]es[\\/]locale/,
              priority: 5,
            },
            // The grid of the calendar and what lies below it: two files, none of them large.
            { name: 'calendar-grid', test: /node_modules[\\/]fullcalendar[\\/]/, priority: 2 },
            {
              name: 'calendar-base',
              test: /node_modules[\\/](temporal-|@full-ui|@fullcalendar|preact)/,
              priority: 4,
            },
            // The editor of rich text and what lies below it.
            {
              name: 'rich-base',
              test: /node_modules[\\/](prosemirror-|orderedmap|rope-sequence|w3c-keyname|crelt)/,
              priority: 4,
            },
            { name: 'rich', test: /node_modules[\\/](@tiptap|linkifyjs)[\\/]/, priority: 3 },
            {
              name: 'element-more',
              test: /node_modules[\\/](element-plus|@element-plus|@vueuse|@popperjs|lodash)/,
              priority: 1,
            },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      '/api': kServer,
      '/avatar': kServer,
      '/ws': { target: kServer, ws: true },
    },
  },
})
