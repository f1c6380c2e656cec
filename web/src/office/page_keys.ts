import { onBeforeUnmount, onMounted } from 'vue'

/** Hears single keys of a page, while nobody types or chooses and nothing lies over the page. */
export function usePageKeys(pressed: (event: KeyboardEvent) => void): void {
  function heard(event: KeyboardEvent): void {
    if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const target = event.target as HTMLElement
    if (target.closest?.('[contenteditable=true], [role=menu]')) return
    if (target.matches?.('input:not([type=checkbox]), textarea, select')) return
    if (document.querySelector('.el-overlay:not([style*="display: none"]), [data-floating]')) return
    pressed(event)
  }
  onMounted(() => window.addEventListener('keydown', heard))
  onBeforeUnmount(() => window.removeEventListener('keydown', heard))
}
