import { request } from '@/api/http'
import type { App } from '@/api/types'

/** Applications of the workbench (ruoyi 16). All throw as request() does. */

/** Those that the reader sees. */
export async function listApps(): Promise<App[]> {
  return (await request<App[] | null>('GET', '/workbench/apps')) ?? []
}

/** All of them, for administrators. */
export async function listAllApps(): Promise<App[]> {
  return (await request<App[] | null>('GET', '/app/list')) ?? []
}

export function getApp(id: number): Promise<App> {
  return request('GET', `/app/${id}`)
}

/** Also while the page closes. */
export function recordApp(appId: number): Promise<null> {
  return request('POST', '/workbench/apps/record', { body: { appId }, keepalive: true })
}

export interface AppWanted {
  name: string
  category: string
  description: string
  appUrl: string
  sortOrder: number
}
export interface NewApp extends AppWanted {
  code: string
  appType: App['appType']
}

/** Its id. */
export function createApp(wanted: NewApp): Promise<number> {
  return request('POST', '/app/create', { body: { ...wanted } })
}

export function changeApp(id: number, wanted: Partial<AppWanted>): Promise<null> {
  return request('PUT', `/app/${id}`, { body: { ...wanted } })
}

export function deleteApp(id: number): Promise<null> {
  return request('DELETE', `/app/${id}`)
}

export interface Visibility {
  isVisible: boolean
  /** Absent: for the same people as before. */
  scopeType?: NonNullable<App['scopeType']>
  scopeIds?: readonly number[]
}

export function setVisibility(id: number, wanted: Visibility): Promise<null> {
  return request('PUT', `/app/${id}/visibility`, { body: { ...wanted } })
}
