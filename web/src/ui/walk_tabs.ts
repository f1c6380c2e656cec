/**
 * Arrows, Home and End walk the tabs of a `tablist`, as tabs do: the one that is reached is chosen
 * by its own click and has the focus. For `@keydown` of the list.
 */
export function walkTabs(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  const list = event.currentTarget as HTMLElement
  const tabs = [...list.querySelectorAll<HTMLElement>('[role="tab"]')]
  const chosen = tabs.findIndex((each) => each.getAttribute('aria-selected') === 'true')
  const at = Math.max(0, chosen)
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key]
  if (to === undefined) return
  const next = tabs.at(to % tabs.length)
  if (!next) return
  event.preventDefault()
  next.click()
  next.focus()
}
