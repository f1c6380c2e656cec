import { computed, onMounted, shallowRef } from 'vue'
import type { Component } from 'vue'
import { useNotices } from '@/notice/notices'
import { useFeatures } from '@/session/features'
import { IconBell, IconFolder, IconPacket, IconStar } from '@/ui/icons'
import { sayError } from '@/ui/say'
import { useOfficeCounts } from '../counts'
import { kModules } from '../modules'
import { getLayout, resetLayout, saveLayout } from './api'
import { arranged, kNoLayout, readLayout, withLayout } from './layout'
import type { Layout } from './layout'

interface App {
  name: string
  to: string
  icon: Component
  /** Key of its name. */
  label: string
  waiting: number
}

/** The parts of the client as the reader arranged them. */
export function useApps() {
  const counts = useOfficeCounts()
  const notices = useNotices()
  const features = useFeatures()
  const layout = shallowRef<Layout>(kNoLayout)
  const arranging = shallowRef(false)
  const busy = shallowRef(false)
  let saved: string | null = null

  const apps = computed<App[]>(() => [
    ...kModules
      .filter((each) => each.name !== 'workbench')
      .map(({ count, ...each }) => ({
        ...each,
        waiting: counts.overview && count ? count(counts.overview) : 0,
      })),
    { name: 'files', to: '/files', icon: IconFolder, label: 'shell.files', waiting: 0 },
    { name: 'favorites', to: '/favorites', icon: IconStar, label: 'bench.favorites', waiting: 0 },
    {
      name: 'notices',
      to: '/notices',
      icon: IconBell,
      label: 'shell.notices',
      waiting: notices.unread,
    },
    ...(features.on.money
      ? [{ name: 'wallet', to: '/wallet', icon: IconPacket, label: 'bench.wallet', waiting: 0 }]
      : []),
  ])
  const all = computed(() => arranged(apps.value, layout.value))
  const isHidden = (app: App) => layout.value.hidden.includes(app.name)
  const shown = computed(() => all.value.filter((each) => !isHidden(each)))
  const hidden = computed(() => all.value.filter(isHidden))

  async function load() {
    try {
      saved = await getLayout()
      layout.value = readLayout(saved)
    } catch {
      // The usual order will do.
    }
  }

  async function attempt(work: () => Promise<unknown>) {
    busy.value = true
    try {
      await work()
      arranging.value = false
    } catch (error) {
      sayError(error)
    } finally {
      busy.value = false
    }
  }
  function begin() {
    arranging.value = true
  }
  /** Leaves it as it was when it could not be kept. */
  const finish = () =>
    attempt(async () => {
      // Another client may have written meanwhile.
      saved = await getLayout()
      await saveLayout(withLayout(saved, layout.value))
    })
  const reset = () =>
    attempt(async () => {
      await resetLayout()
      saved = null
      layout.value = kNoLayout
    })
  function put(order: readonly string[], away: readonly string[]) {
    layout.value = { order, hidden: away }
  }
  onMounted(load)
  return { shown, hidden, arranging, busy, begin, finish, reset, put }
}
