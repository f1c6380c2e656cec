import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import emoji from './scripts/emoji-plugin.mjs'

export default defineConfig({
  plugins: [emoji()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  // A test that takes long is no fault of it: the machine may have others to serve.
  test: { include: ['src/**/*.test.ts'], environment: 'node', testTimeout: 60_000 },
})
