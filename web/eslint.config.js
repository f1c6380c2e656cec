import vue from 'eslint-plugin-vue'
import ts from 'typescript-eslint'
import { folderRule } from './folders.js'

export default ts.config(
  { ignores: ['dist', 'node_modules', 'src/api/schema.d.ts', 'test/shots'] },
  ...ts.configs.recommended,
  ...vue.configs['flat/essential'],
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      'vue/multi-word-component-names': 'off',
      // Message text is never parsed as HTML.
      'vue/no-v-html': 'error',
      // A static style attribute is blocked by the content policy.
      'vue/no-static-inline-styles': 'error',
      // Every visible word comes from the language files.
      'vue/no-bare-strings-in-template': ['error', { allowlist: ['Koine', '/', '·', '+', '…'] }],
    },
  },
  {
    files: ['src/**', 'test/**'],
    rules: { 'max-lines': ['error', { max: 450, skipBlankLines: true }] },
  },
  {
    files: ['src/**'],
    rules: { 'max-lines': ['error', 350] },
  },
  {
    // Tables of words have no seams to be cut along.
    files: ['src/**/*.en.ts', 'src/**/*.zh.ts'],
    rules: { 'max-lines': ['error', 600] },
  },
  {
    files: ['src/**'],
    ignores: ['src/**/*.test.ts'],
    plugins: { koine: { rules: { folders: folderRule } } },
    rules: { 'koine/folders': 'error' },
  },
)
