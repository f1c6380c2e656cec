import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { request } from '@/api/http'

/** What this installation offers besides chat; what is off has no path on the server. */
interface Features {
  money: boolean
  packets: boolean
  calls: boolean
  /** In a group's call at once. */
  callParticipants: number
  /** Mail goes to addresses of other servers, too. */
  mailOutside: boolean
}

const kUsual: Features = {
  money: true,
  packets: true,
  calls: true,
  callParticipants: 9,
  mailOutside: true,
}

/** Nothing is shown before the server said that it is there. */
export const useFeatures = defineStore('features', () => {
  const on = shallowRef<Features>({
    ...kUsual,
    money: false,
    packets: false,
    calls: false,
    mailOutside: false,
  })

  /** Throws nothing: without an answer everything is shown, and the server refuses by itself. */
  async function load(): Promise<void> {
    on.value = await request<Features>('GET', '/features').catch(() => kUsual)
  }
  return { on, load }
})
