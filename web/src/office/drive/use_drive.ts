import { computed, shallowRef, watch } from 'vue'
import * as api from './api'
import { itemsOf } from './items'
import type { Item } from './items'
import { failureOf } from '@/i18n/errors'
import type { Failure } from '@/i18n/errors'
import { listState } from '@/ui/list_state'

/** What one folder holds, or what a search found; the way to it, and how much room is left. */
export function useDrive(place: () => { folder: number; keyword: string }) {
  const items = shallowRef<readonly Item[]>([])
  const path = shallowRef<readonly api.Folder[]>([])
  const space = shallowRef<Awaited<ReturnType<typeof api.getSpace>> | null>(null)
  const loaded = shallowRef(false)
  const failure = shallowRef<Failure | null>(null)
  const state = computed(() => listState(items.value.length, loaded.value, failure.value))
  let serial = 0

  async function read({ folder, keyword }: ReturnType<typeof place>) {
    if (keyword) return [itemsOf([], await api.searchFiles(keyword)), []] as const
    const [folders, files, way] = await Promise.all([
      api.listFolders(folder),
      api.listFiles(folder),
      folder ? api.pathOf(folder) : [],
    ])
    return [itemsOf(folders, files), way] as const
  }

  async function load(): Promise<void> {
    const mine = ++serial
    try {
      const [found, way] = await read(place())
      if (mine !== serial) return
      items.value = found
      path.value = way
      loaded.value = true
      failure.value = null
    } catch (error) {
      if (mine !== serial) return
      items.value = []
      failure.value = failureOf(error)
    }
    void loadSpace()
  }
  async function loadSpace() {
    space.value = await api.getSpace().catch(() => space.value)
  }

  watch(
    place,
    (now, before) => {
      if (before && now.folder === before.folder && now.keyword === before.keyword) return
      // What another folder holds would pass for what this one does.
      ;[items.value, path.value, loaded.value] = [[], [], false]
      void load()
    },
    { immediate: true },
  )
  return { items, path, space, state, failure, load }
}
