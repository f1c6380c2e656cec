// npm run types [-- FILE|URL]: the shapes of the server's document that the client uses. Takes the
// document of a running server (http://127.0.0.1:8080/openapi.json) or a file of it, keeps the
// schemas that src/api/*types.ts name and those they refer to in openapi.json, and makes
// src/api/schema.d.ts of them. Without an argument the kept ones are taken as they are.
import { readFileSync, writeFileSync } from 'node:fs'
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript'

const kWeb = new URL('../', import.meta.url)
const kDialect = 'ruoyi.'
const kReference = '#/components/schemas/'

/** The files that name schemas. */
export const kSources = [
  'src/api/types.ts',
  'src/api/document_types.ts',
  'src/api/mail_types.ts',
  'src/api/office_types.ts',
]

/** The names of schemas in such a file: `Of<'Name'` and `Schemas['Name']`. */
export function namesIn(source) {
  return [...source.matchAll(/(?:\bOf<\s*|\bSchemas\[)'(\w+)'/g)].map(
    (found) => kDialect + found[1],
  )
}

/** The document with these schemas and what they refer to, and nothing else. */
export function keep(document, names) {
  const { schemas } = document.components
  const kept = new Set()
  const waiting = [...names]
  while (waiting.length > 0) {
    const name = waiting.pop()
    if (kept.has(name)) continue
    if (!schemas[name]) throw new Error(`the document has no schema ${name}`)
    kept.add(name)
    const text = JSON.stringify(schemas[name])
    for (const found of text.matchAll(/"\$ref":"([^"]+)"/g)) {
      waiting.push(found[1].replace(kReference, ''))
    }
  }
  const ordered = [...kept].sort().map((name) => [name, schemas[name]])
  const { openapi, info } = document
  return { openapi, info, paths: {}, components: { schemas: Object.fromEntries(ordered) } }
}

/** What schema.d.ts says. */
export async function typesOf(document) {
  return COMMENT_HEADER + astToString(await openapiTS(document, { silent: true }))
}

const read = (path) => readFileSync(new URL(path, kWeb), 'utf8')

async function documentAt(place) {
  if (/^https?:/.test(place)) return (await fetch(place)).json()
  return JSON.parse(readFileSync(place, 'utf8'))
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const place = process.argv[2]
  const names = kSources.flatMap((path) => namesIn(read(path)))
  const document = keep(place ? await documentAt(place) : JSON.parse(read('openapi.json')), names)
  writeFileSync(new URL('openapi.json', kWeb), `${JSON.stringify(document, null, 1)}\n`)
  writeFileSync(new URL('src/api/schema.d.ts', kWeb), await typesOf(document))
}
