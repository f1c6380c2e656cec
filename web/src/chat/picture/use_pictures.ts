import { computed, onMounted, shallowRef } from 'vue'
import { searchMessages } from '@/message/api'
import { mediaOf } from '@/base/media'
import type { Media } from '@/base/media'
import type { BubbleRow } from '@/message/rows'

/** A picture of a conversation. */
export interface Picture {
  id: number
  media: Media
}

const kPage = 60
/** So many before the oldest known one, older ones are asked for. */
const kAhead = 3
const kMostPagesAtStart = 5

function pictureOf(id: number | null, type: string, content: string): Picture | null {
  const media = type === 'IMAGE' ? mediaOf(content) : null
  return media?.url && id !== null ? { id, media } : null
}

/**
 * All pictures of a conversation, oldest first: those of the loaded messages at once, the others
 * when somebody comes near them.
 */
export function usePictures(
  conversationId: number,
  rows: () => readonly BubbleRow[],
  current: () => number,
) {
  const fetched = shallowRef<readonly Picture[]>([])
  const total = shallowRef(0)
  let page = 0
  let busy = false

  const pictures = computed(() => {
    const byId = new Map<number, Picture>()
    for (const each of fetched.value) byId.set(each.id, each)
    for (const row of rows()) {
      const picture = pictureOf(row.id, row.type, row.text)
      if (picture) byId.set(picture.id, picture)
    }
    return [...byId.values()].sort((a, b) => a.id - b.id)
  })
  const index = computed(() =>
    Math.max(
      0,
      pictures.value.findIndex((each) => each.id === current()),
    ),
  )
  const count = computed(() => Math.max(total.value, pictures.value.length))
  /** Counted from the oldest, also while that one is not known yet. */
  const place = computed(() => count.value - pictures.value.length + index.value + 1)

  async function more(): Promise<void> {
    if (busy || (page > 0 && page * kPage >= total.value)) return
    busy = true
    try {
      const query = { conversationId, keyword: '', messageType: 'IMAGE' }
      const found = await searchMessages({ ...query, pageNum: page + 1, pageSize: kPage })
      page++
      total.value = found.total ?? 0
      const items = found.items ?? []
      const next = items.map((hit) => pictureOf(hit.id, hit.messageType, hit.content ?? ''))
      fetched.value = [...fetched.value, ...next.filter((each) => each !== null)]
    } catch {
      // Those of the loaded messages are there; coming to the edge again asks again.
    } finally {
      busy = false
    }
  }
  async function near(): Promise<void> {
    if (index.value < kAhead) await more()
  }
  onMounted(async () => {
    const oldest = () => fetched.value.at(-1)?.id ?? Infinity
    for (let i = 0; i < kMostPagesAtStart && oldest() > current(); i++) {
      const before = page
      await more()
      if (page === before) break
    }
  })
  return { pictures, index, count, place, near }
}
