import { Extension } from '@tiptap/core'
import type { Editor } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

/** Places of a text that are marked without being part of it, such as what comments are about. */
export interface Mark {
  id: number
  from: number
  to: number
}

interface Shown {
  marks: readonly Mark[]
  active: number
}

const kKey = new PluginKey<DecorationSet>('koine-marks')

export const Marks = Extension.create({
  name: 'marks',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key: kKey,
      state: {
        init: () => DecorationSet.empty,
        apply(transaction, before) {
          const shown = transaction.getMeta(kKey) as Shown | undefined
          if (!shown) return before.map(transaction.mapping, transaction.doc)
          return DecorationSet.create(
            transaction.doc,
            shown.marks.map(({ id, from, to }) =>
              Decoration.inline(
                from,
                to,
                { class: id === shown.active ? 'rich-mark active' : 'rich-mark' },
                { id, active: id === shown.active },
              ),
            ),
          )
        },
      },
      props: { decorations: (state) => kKey.getState(state) },
    }),
  ],
})

/** Marks these places instead of those before; `active` is drawn stronger. */
export function showMarks(editor: Editor, marks: readonly Mark[], active: number): void {
  // What changes nothing must not touch a selection that is just being made.
  const before = (kKey.getState(editor.state)?.find() ?? []).map(
    ({ from, to, spec }) => `${from} ${to} ${spec.id} ${spec.active}`,
  )
  const after = marks.map(({ id, from, to }) => `${from} ${to} ${id} ${id === active}`)
  if (before.sort().join() === after.sort().join()) return
  const shown: Shown = { marks, active }
  editor.view.dispatch(editor.state.tr.setMeta(kKey, shown).setMeta('addToHistory', false))
}

/** The mark at a place of the text, 0 = none. */
export function markAt(editor: Editor, at: number): number {
  const found = kKey.getState(editor.state)?.find(at, at)[0]
  return (found?.spec as { id?: number } | undefined)?.id ?? 0
}

/** The text as it is counted in: a line break between blocks. */
export function plainText(editor: Editor): string {
  return editor.state.doc.textBetween(0, editor.state.doc.content.size, '\n', '\n')
}

/** How many characters of plainText() stand before a place. */
export function offsetOf(editor: Editor, at: number): number {
  return editor.state.doc.textBetween(0, at, '\n', '\n').length
}

/**
 * Where words stand in the text: those that begin nearest to `offset` characters. Null when they
 * are not in it any more.
 */
export function findWords(editor: Editor, words: string, offset: number): Omit<Mark, 'id'> | null {
  const text = plainText(editor)
  const start = nearest(text, words, offset)
  if (start < 0) return null
  const from = placeOf(editor, start)
  const to = placeOf(editor, start + words.length - 1) + 1
  return from < to ? { from, to } : null
}

/** Where `words` begins nearest to `offset`; -1 where it is not. */
export function nearest(text: string, words: string, offset: number): number {
  if (!words) return -1
  let best = -1
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    if (best >= 0 && Math.abs(at - offset) >= Math.abs(best - offset)) break
    best = at
  }
  return best
}

/** The place of the character with this number, by halving: textBetween() grows with the place. */
function placeOf(editor: Editor, count: number): number {
  let low = 0
  let high = editor.state.doc.content.size
  while (low < high) {
    const middle = (low + high) >> 1
    if (offsetOf(editor, middle + 1) > count) high = middle
    else low = middle + 1
  }
  return low
}
