import { computed, shallowRef, watch } from 'vue'
import { freshLink } from '@/file/upload'
import { ApiError } from '@/api/http'
import { serverNow } from '@/base/clock'
import { isOver } from '@/base/links'
import type { Media } from '@/base/media'

/** Links fetched anew in this page, by file. */
const fresh = new Map<number, string>()

/** The address of a message's file: the one it was sent with, or a newer one when that is over. */
export function useFileLink(media: () => Media | null) {
  const renewed = shallowRef('')
  const expired = shallowRef(false)
  const url = computed(() => renewed.value || media()?.url || '')
  let asked = false

  /** Once only; false = there is no other. */
  async function renew(): Promise<boolean> {
    const fileId = media()?.fileId ?? 0
    if (!fileId || asked) {
      expired.value = true
      return false
    }
    asked = true
    try {
      const link = await freshLink(fileId)
      fresh.set(fileId, link)
      renewed.value = link
      return true
    } catch (error) {
      // Without a network it may still be there.
      if (error instanceof ApiError) expired.value = true
      else asked = false
      return false
    }
  }

  watch(
    () => media()?.url,
    (now) => {
      const fileId = media()?.fileId ?? 0
      const known = fresh.get(fileId)
      asked = false
      expired.value = false
      renewed.value = known && !isOver(known, serverNow()) ? known : ''
      if (now && !renewed.value && fileId && isOver(now, serverNow())) void renew()
    },
    { immediate: true },
  )
  return { url, expired, renew }
}
