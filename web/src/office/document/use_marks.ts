import type { Editor } from '@tiptap/core'
import { onBeforeUnmount, shallowRef } from 'vue'
import type { Ref } from 'vue'
import { findWords, markAt, offsetOf, plainText, showMarks } from '@/ui/rich/marks'
import type { DocComment } from './api'

/** The words that a new comment is about, and where they stand. */
export interface About {
  words: string
  offset: number
}

const kWordsMost = 500
/** Marks wait until nobody is just typing. */
const kRestMs = 300

/** What comments are about, marked in the text; words that are not in it any more have no mark. */
export function useMarks(
  editor: Ref<Editor | null>,
  comments: Ref<readonly DocComment[]>,
  busy: () => boolean,
) {
  /** The comment that is looked at. */
  const active = shallowRef(0)
  const placed = shallowRef<ReadonlySet<number>>(new Set())
  let timer: ReturnType<typeof setTimeout> | undefined

  function mark(): void {
    const it = editor.value
    clearTimeout(timer)
    if (!it || it.isDestroyed) return
    if (busy()) {
      timer = setTimeout(mark, kRestMs)
      return
    }
    const marks = comments.value.flatMap((one) => {
      if (!one.selectedText) return []
      const place = findWords(it, one.selectedText, one.selectionOffset ?? 0)
      return place ? [{ id: one.id, ...place }] : []
    })
    placed.value = new Set(marks.map((each) => each.id))
    showMarks(it, marks, active.value)
  }
  /** What is selected, null = nothing. */
  function selected(): About | null {
    const it = editor.value
    if (!it) return null
    const { from, to } = it.state.selection
    const before = offsetOf(it, from)
    const chosen = plainText(it).slice(before, offsetOf(it, to))
    const words = chosen.trim().slice(0, kWordsMost)
    return words ? { words, offset: before + chosen.indexOf(words) } : null
  }
  /** The comment on the words under the pointer: the editor's selection follows a click later. */
  function at(event: MouseEvent): number {
    const it = editor.value
    const place = it?.view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos
    return it && place !== undefined ? markAt(it, place) : 0
  }
  function show(one: DocComment): void {
    active.value = one.id
    const it = editor.value
    const place = it && findWords(it, one.selectedText ?? '', one.selectionOffset ?? 0)
    if (!it || !place) return
    const { node } = it.view.domAtPos(place.from)
    const element = node instanceof Element ? node : node.parentElement
    element?.scrollIntoView({ block: 'center' })
  }
  onBeforeUnmount(() => clearTimeout(timer))
  return { active, placed, mark, selected, at, show }
}
