import type { App } from '@/api/types'

/** Where an application leads in this client. */
export type Opening =
  /** A part of the client, by its name in modules.ts. */
  | { kind: 'module'; module: string }
  /** A page of the client, by its address. */
  | { kind: 'page'; to: string }
  /** A site in a window of its own. */
  | { kind: 'link'; href: string; host: string }
  /** Nowhere: another client knows it. */
  | { kind: 'none' }

type Opened = Pick<App, 'id' | 'appType' | 'appUrl' | 'host' | 'framed'>

/** The parts of the client by the addresses that the server gives its own applications. */
const kModules: Readonly<Record<string, string>> = {
  '/approval': 'approval',
  '/calendar': 'calendar',
  '/todo': 'tasks',
  '/documents': 'documents',
  '/attendance': 'attendance',
  '/meeting-room': 'rooms',
  '/ding': 'ding',
  '/report': 'report',
  '/mail': 'mail',
  '/contacts': 'departments',
  '/assistant': 'assistant',
}
/** Parts of the client that are applications at the server, where administrators may hide them. */
export const kOfServer: ReadonlySet<string> = new Set(Object.values(kModules))

/** `knows`: whether the client has a page at an address. `here`: the host of the client itself. */
export function openingOf(app: Opened, knows: (path: string) => boolean, here: string): Opening {
  const { appType, appUrl, host } = app
  if (appType === 'ROUTE') {
    const module = kModules[appUrl]
    if (module) return { kind: 'module', module }
    return knows(appUrl) ? { kind: 'page', to: appUrl } : { kind: 'none' }
  }
  if (!host) return { kind: 'none' }
  // What comes from here could reach out of its frame.
  if (app.framed && host !== here) return { kind: 'page', to: `/office/app/${app.id}` }
  return { kind: 'link', href: appUrl, host }
}
