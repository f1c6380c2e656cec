import { onBeforeUnmount } from 'vue'
import { useRouter } from 'vue-router'
import { isNarrow } from '@/ui/narrow'
import { isGoingBack } from './router'
import { usePanel } from '@/message/panel'

/** What may lie over the page; each closes on Escape. */
const kOver = '.el-overlay, [data-floating], [role="dialog"], [role="menu"]'

/** "Back" first closes what lies over the page: a dialog, a menu, on a narrow page the panel. */
export function useBackCloses(): void {
  const router = useRouter()
  const panel = usePanel()
  const stop = router.beforeEach(() => {
    if (!isGoingBack()) return true
    if (closeTopmost()) return false
    if (!isNarrow() || panel.current === null) return true
    panel.close()
    return false
  })
  onBeforeUnmount(stop)
}

/** True = there was something to close. */
function closeTopmost(): boolean {
  const over = [...document.querySelectorAll<HTMLElement>(kOver)].filter(
    (each) => each.checkVisibility() && each.getClientRects().length > 0,
  )
  const top = over.at(-1)
  if (!top) return false
  const from = top.contains(document.activeElement) ? document.activeElement : top
  const escape = { key: 'Escape', code: 'Escape', bubbles: true, cancelable: true }
  from?.dispatchEvent(new KeyboardEvent('keydown', escape))
  return true
}
