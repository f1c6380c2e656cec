import type { Box } from '@/ui/place'

const kCopied = [
  'font',
  'letter-spacing',
  'line-height',
  'padding',
  'border',
  'text-indent',
  'tab-size',
] as const

/** Where the character at `index` of a plain field stands in the window. */
export function caretBox(area: HTMLTextAreaElement, index: number): Box {
  const copy = document.createElement('div')
  const style = getComputedStyle(area)
  for (const name of kCopied) copy.style.setProperty(name, style.getPropertyValue(name))
  Object.assign(copy.style, {
    position: 'absolute',
    visibility: 'hidden',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'break-word',
    width: `${area.clientWidth}px`,
    left: '0',
    top: '0',
  })
  copy.textContent = area.value.slice(0, index)
  const mark = document.createElement('span')
  mark.textContent = area.value.slice(index, index + 1) || '.'
  copy.append(mark)
  document.body.append(copy)
  const outer = area.getBoundingClientRect()
  const box = {
    left: outer.left + mark.offsetLeft,
    top: outer.top + mark.offsetTop - area.scrollTop,
    width: 0,
    height: mark.offsetHeight,
  }
  copy.remove()
  return box
}
