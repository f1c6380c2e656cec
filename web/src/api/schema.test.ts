import { readFileSync } from 'node:fs'
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript'
import { expect, it } from 'vitest'

const kRoot = new URL('../../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, kRoot), 'utf8')

it('schema.d.ts is what `npm run types` makes of openapi.json', async () => {
  const ast = await openapiTS(JSON.parse(read('openapi.json')) as object as never, { silent: true })
  expect(read('src/api/schema.d.ts')).toBe(COMMENT_HEADER + astToString(ast))
})

it('the lock file names no registry', () => {
  expect(read('package-lock.json')).not.toContain('"resolved"')
})
