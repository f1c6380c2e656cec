import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { keep, kSources, namesIn, typesOf } from '../../scripts/types.mjs'

const kRoot = new URL('../../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, kRoot), 'utf8')

it('schema.d.ts is what `npm run types` makes of openapi.json', async () => {
  const document = JSON.parse(read('openapi.json'))
  const names = kSources.flatMap((path: string) => namesIn(read(path)))
  expect(keep(document, names)).toEqual(document)
  expect(read('src/api/schema.d.ts')).toBe(await typesOf(document))
})

it('the lock file names no registry', () => {
  expect(read('package-lock.json')).not.toContain('"resolved"')
})
