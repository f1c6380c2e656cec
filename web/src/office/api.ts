import { request } from '@/api/http'
import type { Overview } from '@/api/types'

/** What waits for somebody (ruoyi 8.1). Throws as request() does. */
export function getOverview(): Promise<Overview> {
  return request('GET', '/workbench/overview')
}
