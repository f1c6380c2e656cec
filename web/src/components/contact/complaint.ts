import { shallowRef } from 'vue'

/** Whom a complaint is about. ComplaintDialog.vue, loaded when it is asked for, writes it. */
export interface Accused {
  id: number
  name: string
  group: boolean
}

export const accused = shallowRef<Accused | null>(null)
