import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import components from 'unplugin-vue-components/vite'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import { defineConfig } from 'vite'

/** Where `npm run dev` finds a server. */
const kServer = process.env.KOINE_SERVER ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [
    vue(),
    components({ dts: false, dirs: [], resolvers: [ElementPlusResolver({ importStyle: 'css' })] }),
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  define: {
    __VUE_OPTIONS_API__: true,
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
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // Named by hand, so that a change of our own code leaves the vendor files cached.
        codeSplitting: {
          groups: [
            {
              name: 'vue',
              test: /plugin-vue|node_modules[\\/](@vue|vue|pinia|vue-router)[\\/]/,
              priority: 3,
            },
            { name: 'i18n', test: /node_modules[\\/](vue-i18n|@intlify)[\\/]/ },
            { name: 'virtual', test: /node_modules[\\/]@tanstack[\\/]/ },
            // The sign-in page needs these; a group takes what its modules import along.
            {
              name: 'element',
              test: /element-plus[\\/]es[\\/]components[\\/](config-provider|form|input|button|icon)[\\/]|element-plus[\\/]es[\\/]locale/,
              priority: 2,
            },
            {
              name: 'element-more',
              test: /node_modules[\\/](element-plus|@element-plus|@vueuse|@popperjs|lodash)/,
              priority: 1,
            },
            { name: 'linkify', test: /node_modules[\\/](linkify-it|uc\.micro)[\\/]/ },
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
