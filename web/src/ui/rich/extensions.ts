import type { Extensions } from '@tiptap/core'
import { TableKit } from '@tiptap/extension-table'
import StarterKit from '@tiptap/starter-kit'
import { Marks } from './marks'

/** Schemes of links; everything else, such as `javascript:`, becomes plain text. */
export const kSchemes = ['http', 'https', 'mailto', 'tel']

/**
 * What a rich text is made of. What comes from elsewhere is read into this, so that nothing else
 * reaches the page: no script, no frame, no style, no handler.
 */
export function extensionsOf(): Extensions {
  return [
    StarterKit.configure({
      heading: { levels: [1, 2, 3] },
      link: {
        openOnClick: false,
        defaultProtocol: 'https',
        protocols: kSchemes,
        isAllowedUri: (url, context) => isAllowed(url, context.defaultProtocol),
        HTMLAttributes: { target: '_blank', rel: 'noopener noreferrer nofollow', class: null },
      },
      // What is dropped shows its place in the colour of the theme.
      dropcursor: { class: 'rich-drop', color: false },
      trailingNode: false,
    }),
    TableKit.configure({ table: { resizable: false, renderWrapper: true } }),
    Marks,
  ]
}

export function isAllowed(url: string, base = 'https'): boolean {
  // Browsers pass over these characters in an address.
  const bare = url.replaceAll(/[\u0000-\u0020\u00a0\u200b-\u200f\u2028\u2029\ufeff]/g, '')
  try {
    const scheme = new URL(bare, `${base}://localhost`).protocol.slice(0, -1)
    return kSchemes.includes(scheme)
  } catch {
    return false
  }
}
