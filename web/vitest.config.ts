import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import emoji from './scripts/emoji-plugin.mjs'

export default defineConfig({
  plugins: [emoji()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
})
