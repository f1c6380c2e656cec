// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { walkTabs } from './walk_tabs'

describe('keys on tabs', () => {
  const list = document.createElement('div')
  const tabs = ['a', 'b', 'c'].map((name) => {
    const tab = document.createElement('button')
    tab.setAttribute('role', 'tab')
    tab.textContent = name
    tab.addEventListener('click', () => choose(tab))
    list.append(tab)
    return tab
  })
  function choose(chosen: HTMLElement) {
    for (const each of tabs) each.setAttribute('aria-selected', String(each === chosen))
  }
  document.body.append(list)
  list.addEventListener('keydown', walkTabs)
  function press(key: string, more: KeyboardEventInit = {}) {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })
    list.dispatchEvent(event)
    const chosen = tabs.find((each) => each.getAttribute('aria-selected') === 'true')
    return [chosen?.textContent, document.activeElement?.textContent, event.defaultPrevented]
  }

  it('go round, choose and take the focus', () => {
    choose(tabs[0]!)
    expect(press('ArrowRight')).toEqual(['b', 'b', true])
    expect(press('ArrowRight')).toEqual(['c', 'c', true])
    expect(press('ArrowRight')).toEqual(['a', 'a', true])
    expect(press('ArrowLeft')).toEqual(['c', 'c', true])
    expect(press('Home')).toEqual(['a', 'a', true])
    expect(press('End')).toEqual(['c', 'c', true])
  })

  it('leave other keys to others', () => {
    choose(tabs[1]!)
    for (const key of ['Enter', 'a', 'ArrowDown']) expect(press(key)[2]).toBe(false)
    expect(press('ArrowLeft', { altKey: true })[2]).toBe(false)
  })
})
