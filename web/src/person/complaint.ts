import { shallowRef } from 'vue'
import { request } from '@/api/http'

/** Whom a complaint is about. ComplaintDialog.vue, loaded when it is asked for, writes it. */
export interface Accused {
  id: number
  name: string
  group: boolean
}

export const accused = shallowRef<Accused | null>(null)

interface Complaint {
  targetType: 1 | 2
  targetId: number
  reason: string
  description: string
}

/** An operation of IM Chat (im-chat 2.9), which takes the token of this session. */
export function submitComplaint(complaint: Complaint): Promise<unknown> {
  return request('POST', '/complaint/submit', { base: '', body: complaint })
}
