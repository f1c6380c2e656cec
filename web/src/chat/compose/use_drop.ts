import { onBeforeUnmount, onMounted, shallowRef } from 'vue'
import type { ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { sayProblem } from '@/ui/say'
import { filesFrom } from './use_attachments'

/** Files dragged over the pane. Anything dropped elsewhere must not replace the page. */
export function useDrop(
  root: ShallowRef<HTMLElement | undefined>,
  take: (files: readonly File[]) => void,
) {
  const { t } = useI18n()
  const over = shallowRef(false)
  let depth = 0

  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true
  const within = (event: DragEvent) =>
    event.target instanceof Node && root.value?.contains(event.target) === true

  function enter(event: DragEvent) {
    if (!hasFiles(event)) return
    event.preventDefault()
    if (within(event)) depth++
    over.value = depth > 0
  }
  function leave(event: DragEvent) {
    if (!hasFiles(event) || !within(event)) return
    depth = Math.max(0, depth - 1)
    over.value = depth > 0
  }
  function move(event: DragEvent) {
    if (!hasFiles(event)) return
    event.preventDefault()
    if (event.dataTransfer) event.dataTransfer.dropEffect = within(event) ? 'copy' : 'none'
  }
  function drop(event: DragEvent) {
    if (!hasFiles(event)) return
    event.preventDefault()
    const mine = within(event)
    depth = 0
    over.value = false
    if (!mine) return
    const { files, folders } = filesFrom(event.dataTransfer)
    if (folders > 0) sayProblem(t('msg.upload.folder'))
    if (files.length > 0) take(files)
  }

  const handlers = { dragenter: enter, dragleave: leave, dragover: move, drop } as const
  onMounted(() => {
    for (const [name, run] of Object.entries(handlers)) {
      window.addEventListener(name as 'drop', run)
    }
  })
  onBeforeUnmount(() => {
    for (const [name, run] of Object.entries(handlers)) {
      window.removeEventListener(name as 'drop', run)
    }
  })
  return { over }
}
