import { createDocument, getHTMLFromFragment, getSchema } from '@tiptap/core'
import { extensionsOf } from './extensions'

/** Spaces that somebody typed stay. */
export const kParsing = { preserveWhitespace: true } as const

/** A tag as HTML has them; texts of other clients may have none. */
const kTag = /<\/?[a-z][a-z0-9]*(\s[^<>]*)?\/?>/i

/** HTML of what may be a plain text, of which each line becomes a paragraph. */
export function htmlOf(content: string): string {
  if (!content || kTag.test(content)) return content
  return content
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((line) => `<p>${escaped(line)}</p>`)
    .join('')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

let schema: ReturnType<typeof getSchema> | undefined

/** The same as the editor would write it: nothing is in it that the schema does not know. */
export function safeHtml(content: string): string {
  schema ??= getSchema(extensionsOf())
  const document = createDocument(htmlOf(content), schema, kParsing)
  return getHTMLFromFragment(document.content, schema)
}

/** Paragraphs, headings, lists …: what stands at the top of a text that safeHtml() wrote. */
export function blocksOf(html: string): string[] {
  const body = new DOMParser().parseFromString(html, 'text/html').body
  return [...body.children].map((each) => each.outerHTML)
}
