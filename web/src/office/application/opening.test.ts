import { describe, expect, it } from 'vitest'
import { openingOf } from './opening'

const knows = (path: string) => path === '/files'
const here = 'im.example.org'
const app = {
  id: 7,
  appType: 'ROUTE' as const,
  appUrl: '/calendar',
  host: null as string | null,
  framed: false,
}
const site = { ...app, appUrl: 'https://wiki.example.org/a', host: 'wiki.example.org' }

describe('where an application leads', () => {
  it('opens the parts of the client and its pages', () => {
    expect(openingOf(app, knows, here)).toEqual({ kind: 'module', module: 'calendar' })
    expect(openingOf({ ...app, appUrl: '/files' }, knows, here)).toEqual({
      kind: 'page',
      to: '/files',
    })
    expect(openingOf({ ...app, appUrl: '/nowhere' }, knows, here)).toEqual({ kind: 'none' })
  })
  it('opens sites in windows of their own', () => {
    const link = { kind: 'link', href: 'https://wiki.example.org/a', host: 'wiki.example.org' }
    expect(openingOf({ ...site, appType: 'LINK' }, knows, here)).toEqual(link)
    expect(openingOf({ ...site, appType: 'IFRAME' }, knows, here)).toEqual(link)
    expect(openingOf({ ...site, appType: 'MINI' }, knows, here)).toEqual(link)
  })
  it('shows within a frame what the server allows, and nothing of its own host', () => {
    const framed = { ...site, appType: 'IFRAME' as const, framed: true }
    expect(openingOf(framed, knows, here)).toEqual({ kind: 'page', to: '/office/app/7' })
    expect(openingOf({ ...framed, host: here }, knows, here).kind).toBe('link')
  })
  it('leads nowhere without a site', () => {
    expect(openingOf({ ...app, appType: 'MINI', appUrl: 'wx1' }, knows, here).kind).toBe('none')
    expect(openingOf({ ...app, appType: 'LINK', appUrl: '' }, knows, here).kind).toBe('none')
  })
})
