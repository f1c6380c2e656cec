import { shallowRef, watch } from 'vue'
import type { ShallowRef } from 'vue'
import { sayError } from '@/ui/say'

interface EditOptions {
  editing: () => { id: number; text: string } | null
  text: ShallowRef<string>
  /** An older message is taken up; what was written is still in the field. */
  begin(): void
  /** The field shows another text now. */
  shown(): void
  save(messageId: number, content: string): Promise<void>
  /** Nothing is left of the text. */
  empty(messageId: number): void
  end(): void
}

/** An older message in the composer: what was written before waits until that ends. */
export function useEdit(options: EditOptions) {
  const { editing, text } = options
  const saving = shallowRef(false)
  let setAside: string | null = null

  watch(editing, (now, before) => {
    if (now && !before) {
      setAside = text.value
      options.begin()
    }
    text.value = now ? now.text : (setAside ?? '')
    if (!now) setAside = null
    options.shown()
  })

  async function save(): Promise<void> {
    const message = editing()
    if (!message || saving.value) return
    const content = text.value.replace(/\s+$/, '')
    if (content.trim() === '') return options.empty(message.id)
    if (content === message.text) return options.end()
    saving.value = true
    try {
      await options.save(message.id, content)
      options.end()
    } catch (error) {
      sayError(error)
    } finally {
      saving.value = false
    }
  }

  return { saving, save }
}
