// Prints the gzip size of every built file and fails when the first load outgrows its budget.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const kDist = fileURLToPath(new URL('../dist', import.meta.url))
/** Script and style of the whole client, kB gzip. */
const kBudgetKb = 230

let total = 0
const rows = []
for (const entry of readdirSync(kDist, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue
  const path = join(entry.parentPath ?? entry.path, entry.name)
  const size = gzipSync(readFileSync(path)).length / 1024
  rows.push([path.slice(kDist.length + 1), size])
  if (/\.(js|css)$/.test(path)) total += size
}
rows.sort((a, b) => b[1] - a[1])
for (const [name, size] of rows) console.log(`${size.toFixed(1).padStart(7)} kB gz  ${name}`)
console.log(
  `${total.toFixed(1).padStart(7)} kB gz  script and style together (at most ${kBudgetKb})`,
)
if (total > kBudgetKb) process.exit(1)
