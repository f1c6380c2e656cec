// Prints the gzip size of every built file and of what a first visit loads, and fails when one
// outgrows its budget. Takes the manifest out of dist again: it is nothing a browser asks for.
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const kDist = fileURLToPath(new URL('../dist', import.meta.url))
const kManifest = join(kDist, '.vite')
/** kB gzip: what the page loads before it is of use, and the most of anything loaded later. */
const kBudgets = { 'sign-in': 130, chat: 230 }
const kScriptKb = 200
const kLazyKb = 80
const kMostRequests = 12
/** Chunks, by their names in vite.config.ts. */
const kChunks = {
  'sign-in': ['start', 'words-zh'],
  chat: ['start', 'words-zh', 'chat'],
}
/** index.html, theme.js, the icon. */
const kOtherRequests = 3

const manifest = JSON.parse(readFileSync(join(kManifest, 'manifest.json'), 'utf8'))
const sizes = new Map()
for (const entry of readdirSync(kDist, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath ?? entry.path, entry.name)
  if (!entry.isFile() || path.startsWith(kManifest)) continue
  sizes.set(path.slice(kDist.length + 1), gzipSync(readFileSync(path)).length / 1024)
}
rmSync(kManifest, { recursive: true })

/** Scripts and styles that a chunk brings along. */
function filesOf(name, found = new Set()) {
  const chunk = manifest[name]
  if (!chunk || found.has(chunk.file)) return found
  found.add(chunk.file)
  for (const css of chunk.css ?? []) found.add(css)
  for (const other of chunk.imports ?? []) filesOf(other, found)
  return found
}

for (const [name, size] of [...sizes].sort((a, b) => b[1] - a[1])) {
  console.log(`${size.toFixed(1).padStart(7)} kB gz  ${name}`)
}
let failed = false
function judge(what, value, most, unit) {
  const over = value > most
  failed ||= over
  console.log(
    `${value.toFixed(1).padStart(7)} ${unit}  ${what}: at most ${most}${over ? '  OVER' : ''}`,
  )
}

const first = new Set()
for (const [name, chunks] of Object.entries(kChunks)) {
  const files = new Set()
  for (const chunk of chunks) {
    const keys = Object.keys(manifest).filter((key) => manifest[key].name === chunk)
    if (keys.length === 0) throw new Error(`no chunk ${chunk}`)
    for (const key of keys) filesOf(key, files)
  }
  for (const file of files) first.add(file)
  const sum = (list) => list.reduce((total, file) => total + (sizes.get(file) ?? 0), 0)
  judge(`${name}, script and style`, sum([...files]), kBudgets[name], 'kB gz')
  judge(`${name}, script`, sum([...files].filter((f) => f.endsWith('.js'))), kScriptKb, 'kB gz')
  judge(`${name}, requests`, files.size + kOtherRequests, kMostRequests, '     ')
}
const lazy = [...sizes].filter(([file]) => /\.(js|css)$/.test(file) && !first.has(file))
for (const [file, size] of lazy) if (size > kLazyKb) judge(file, size, kLazyKb, 'kB gz')
if (failed) process.exit(1)
