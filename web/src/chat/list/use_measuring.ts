import { measureElement } from '@tanstack/vue-virtual'
import type { Virtualizer } from '@tanstack/vue-virtual'
import { onMounted, onUpdated } from 'vue'

type View = Virtualizer<HTMLElement, Element>

/**
 * Measures the rows of a virtual list once all of them stand on the page: one layout for the lot.
 * Asked for its height as it is inserted, each row would lay out the page anew.
 */
export function useMeasuring(virtualizer: () => View) {
  /** Drawn or drawn anew since the last run. */
  const drawn = new Set<Element>()
  /** Heights of those that the virtualizer does not know yet. */
  const sizes = new Map<Element, number>()
  let removed = false

  /** For `:ref` of a row; null says that one is gone. */
  function note(element: unknown): void {
    if (element) drawn.add(element as Element)
    else removed = true
  }

  function run(): void {
    const view = virtualizer()
    if (removed) view.measureElement(null)
    removed = false
    for (const element of drawn) view.measureElement(element)
    drawn.clear()
    sizes.clear()
  }
  onMounted(run)
  onUpdated(run)

  /** The virtualizer's option `measureElement`. */
  function sizeOf(element: Element, entry: ResizeObserverEntry | undefined, view: View): number {
    const isKnown = (each: Element) =>
      view.itemSizeCache.has(view.options.getItemKey(view.indexFromElement(each)))
    if (entry || !drawn.has(element) || isKnown(element)) {
      return measureElement(element, entry, view)
    }
    // Before the first correction changes the page again.
    if (!sizes.has(element)) {
      for (const each of drawn) {
        if (!isKnown(each)) sizes.set(each, (each as HTMLElement).offsetHeight)
      }
    }
    return sizes.get(element)!
  }

  return { note, sizeOf }
}
