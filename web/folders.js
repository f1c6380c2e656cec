// The folders of src, lowest first: each imports itself and those before it (README.md).
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export const kFolders = [
  'base',
  'api',
  'data',
  'i18n',
  'ui',
  'session',
  'message',
  'alert',
  'person',
  'group',
  'notice',
  'call',
  'wallet',
  'file',
  'live',
  'search',
  'contact',
  'chat',
  'account',
  'office',
  'shell',
]

const kSrc = fileURLToPath(new URL('./src', import.meta.url))
const folderOf = (path) => path.split('/')[0]

/** What is wrong with `file` (below src) importing `source`, or null. */
export function problemOf(file, source) {
  if (!file.includes('/') || !/^(@\/|\.)/.test(source)) return null
  const own = folderOf(file)
  if (!kFolders.includes(own)) return `${own}/ is not in folders.js`
  const target = source.startsWith('@/')
    ? source.slice(2)
    : join(dirname(file), source).replaceAll(sep, '/')
  const other = folderOf(target)
  if (other === own) return source.startsWith('@/') ? `${own}/ names its own files by ./` : null
  if (!source.startsWith('@/')) return `what is not in ${own}/ is named by @/`
  if (kFolders.indexOf(other) === -1) return `${other} is no folder of folders.js`
  if (kFolders.indexOf(other) < kFolders.indexOf(own)) return null
  return `${own}/ comes before ${other}/ in folders.js and must not import it`
}

/** The rule for eslint. Tests may bring together what they need. */
export const folderRule = {
  create(context) {
    const file = relative(kSrc, context.filename).replaceAll(sep, '/')
    function check({ source }) {
      const message = typeof source?.value === 'string' ? problemOf(file, source.value) : null
      if (message) context.report({ node: source, message })
    }
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    }
  },
}
