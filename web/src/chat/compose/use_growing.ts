import { nextTick } from 'vue'
import type { ShallowRef } from 'vue'

const kGrowsByItself = CSS.supports('field-sizing', 'content')

/**
 * A field that shows `text` and grows with it up to `mostLines`. The text is not bound in the
 * template, or each key would draw all around the field anew.
 */
export function useGrowing(field: ShallowRef<HTMLTextAreaElement | undefined>, mostLines: number) {
  function show(text: string): void {
    const area = field.value
    if (!area) return
    if (area.value !== text) area.value = text
    if (!kGrowsByItself) void nextTick(grow)
  }
  /** For a browser whose fields do not grow by themselves; it costs two layouts a key. */
  function grow(): void {
    const area = field.value
    if (!area) return
    area.style.height = 'auto'
    const line = parseFloat(getComputedStyle(area).lineHeight) || 21
    const most = Math.ceil(line * mostLines) + 16
    area.style.height = `${Math.min(area.scrollHeight, most)}px`
    area.style.overflowY = area.scrollHeight > most ? 'auto' : 'hidden'
  }
  return { show }
}
