import { computed, onMounted, shallowRef } from 'vue'
import type { Component } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import type { App as Listed } from '@/api/types'
import { useNotices } from '@/notice/notices'
import { useFeatures } from '@/session/features'
import { IconBell, IconFolder, IconGrid, IconPacket, IconStar } from '@/ui/icons'
import { sayError } from '@/ui/say'
import { listApps, recordApp } from '../application/api'
import { kOfServer, openingOf } from '../application/opening'
import { useOfficeCounts } from '../counts'
import { kModules } from '../modules'
import { getLayout, resetLayout, saveLayout } from './api'
import { arranged, kNoLayout, readLayout, withLayout } from './layout'
import type { Layout } from './layout'

export interface App {
  name: string
  /** A page of the client; else `href` is a site. */
  to?: string
  href?: string
  icon: Component
  label: string
  /** The site that it leads to. */
  host?: string
  waiting: number
  /** Its number at the server, which notes that it was opened. */
  id?: number
}

/** The parts of the client and what administrators add to them, as the reader arranged them. */
export function useApps() {
  const counts = useOfficeCounts()
  const notices = useNotices()
  const features = useFeatures()
  const router = useRouter()
  const { t } = useI18n()
  /** What the server lists for the reader; null: not known, and nothing is hidden then. */
  const listed = shallowRef<readonly Listed[] | null>(null)
  const layout = shallowRef<Layout>(kNoLayout)
  const arranging = shallowRef(false)
  const busy = shallowRef(false)
  let saved: string | null = null

  const knows = (path: string) => {
    const { name, matched } = router.resolve(path)
    return matched.length > 0 && name !== undefined
  }
  const openings = computed(
    () =>
      listed.value?.map((app) => ({ app, opening: openingOf(app, knows, location.host) })) ?? null,
  )
  /** The numbers of the parts of the client. */
  const parts = computed(
    () =>
      new Map(
        openings.value?.flatMap(({ app, opening }) =>
          opening.kind === 'module' && app.isSystem ? [[opening.module, app.id] as const] : [],
        ),
      ),
  )
  /** Of kModules those of which the server has applications: without one they were hidden. */
  const isShown = (name: string) =>
    openings.value === null || !kOfServer.has(name) || parts.value.has(name)
  const added = computed<App[]>(
    () =>
      openings.value?.flatMap(({ app, opening }): App[] => {
        const own = {
          name: `app-${app.id}`,
          icon: IconGrid,
          label: app.name,
          waiting: 0,
          id: app.id,
        }
        if (opening.kind === 'page') {
          return [{ ...own, to: opening.to, ...(app.host ? { host: app.host } : {}) }]
        }
        if (opening.kind === 'link') return [{ ...own, href: opening.href, host: opening.host }]
        const part = opening.kind === 'module' && !app.isSystem
        const to = part ? kModules.find((each) => each.name === opening.module)?.to : undefined
        return to ? [{ ...own, to }] : []
      }) ?? [],
  )
  const apps = computed<App[]>(() => [
    ...kModules
      .filter((each) => each.name !== 'workbench' && isShown(each.name))
      .map(({ count, label, ...each }) => ({
        ...each,
        label: t(label),
        waiting: counts.overview && count ? count(counts.overview) : 0,
        id: parts.value.get(each.name),
      })),
    { name: 'files', to: '/files', icon: IconFolder, label: t('shell.files'), waiting: 0 },
    {
      name: 'favorites',
      to: '/favorites',
      icon: IconStar,
      label: t('bench.favorites'),
      waiting: 0,
    },
    {
      name: 'notices',
      to: '/notices',
      icon: IconBell,
      label: t('shell.notices'),
      waiting: notices.unread,
    },
    ...(features.on.money
      ? [{ name: 'wallet', to: '/wallet', icon: IconPacket, label: t('bench.wallet'), waiting: 0 }]
      : []),
    ...added.value,
  ])
  const all = computed(() => arranged(apps.value, layout.value))
  const isHidden = (app: App) => layout.value.hidden.includes(app.name)
  const shown = computed(() => all.value.filter((each) => !isHidden(each)))
  const hidden = computed(() => all.value.filter(isHidden))

  async function load() {
    listed.value = await listApps().catch(() => null)
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
  /** That it was opened is noted; whether that succeeds matters to nobody. */
  function opened(app: App) {
    if (app.id) recordApp(app.id).catch(() => null)
  }
  onMounted(load)
  return { shown, hidden, arranging, busy, begin, finish, reset, put, opened }
}
