import { describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, shallowRef } from 'vue'
import { sayError } from '@/ui/say'
import { useEdit } from './use_edit'

vi.mock('@/ui/say')

function begun() {
  const editing = shallowRef<{ id: number; text: string } | null>(null)
  const text = shallowRef('half a thought')
  const save = vi.fn(async () => undefined)
  const said = { begin: vi.fn(), shown: vi.fn(), empty: vi.fn(), end: vi.fn() }
  const options = { editing: () => editing.value, text, save, ...said }
  const edit = effectScope().run(() => useEdit(options))!
  return { editing, text, save, edit, ...said }
}

describe('an edit', () => {
  it('sets aside what was written, and gives it back', async () => {
    const { editing, text, begin } = begun()
    editing.value = { id: 5, text: 'old' }
    await nextTick()
    expect([text.value, begin.mock.calls.length]).toEqual(['old', 1])
    editing.value = null
    await nextTick()
    expect(text.value).toBe('half a thought')
  })

  it('saves a changed text only, and stays when that fails', async () => {
    const { editing, text, save, edit, end, empty } = begun()
    editing.value = { id: 5, text: 'old' }
    await nextTick()
    await edit.save()
    expect([save.mock.calls.length, end.mock.calls.length]).toEqual([0, 1])
    text.value = 'new \n'
    save.mockRejectedValueOnce(new Error('down'))
    await edit.save()
    expect(sayError).toHaveBeenCalledOnce()
    expect([end.mock.calls.length, edit.saving.value]).toEqual([1, false])
    await edit.save()
    expect(save).toHaveBeenLastCalledWith(5, 'new')
    expect(end).toHaveBeenCalledTimes(2)
    text.value = ' '
    await edit.save()
    expect(empty).toHaveBeenCalledExactlyOnceWith(5)
  })
})
