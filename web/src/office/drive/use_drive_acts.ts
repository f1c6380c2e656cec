import { useI18n } from 'vue-i18n'
import * as api from './api'
import type { Item } from './items'
import { openStored } from '@/file/open_stored'
import { IconEdit, IconForward, IconRecall, IconFolder, IconTrash } from '@/ui/icons'
import { ask, askDanger } from '@/ui/ask'
import type { MenuItem } from '@/ui/menu'
import { say, sayError } from '@/ui/say'
import { offerUndo } from '@/ui/undo'

const kMostName = 200

interface Options {
  changed(): Promise<void>
  move(item: Item): void
  share(item: Item): void
}

/** What can be done with a folder or file of one's own. */
export function useDriveActs({ changed, move, share }: Options) {
  const { t } = useI18n()

  async function attempt(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work()
      return true
    } catch (error) {
      sayError(error)
      return false
    } finally {
      await changed()
    }
  }

  /** Null = not now. */
  async function askName(title: string, value: string): Promise<string | null> {
    const answer = await ask('', title, {
      showInput: true,
      inputValue: value,
      inputPlaceholder: t('drive.name'),
      inputValidator: (text: string) => {
        const length = (text ?? '').trim().length
        return (length > 0 && length <= kMostName) || t('drive.nameLength')
      },
      confirmButtonText: t('shell.save'),
      cancelButtonText: t('common.cancel'),
      showCancelButton: true,
    })
    const name = (answer as { value?: string } | null)?.value?.trim()
    return name && name !== value ? name : null
  }

  async function create(parentId: number) {
    const name = await askName(t('drive.newFolder'), '')
    if (name) await attempt(() => api.createFolder(name, parentId))
  }

  async function rename(item: Item) {
    const name = await askName(t('drive.rename'), item.name)
    if (name) await attempt(() => api.rename(item.kind, item.id, name))
  }

  /** At once: it can be had back, here and from the bin. */
  async function throwAway(item: Item) {
    if (!(await attempt(() => api.throwAway(item.kind, item.id)))) return
    offerUndo({
      text: t('drive.thrown', { name: item.name }),
      undo: () => void attempt(() => api.restore(item.kind, item.id)),
    })
  }

  function open(item: Item) {
    void openStored({ fileId: item.storedId, fileUrl: item.url }).catch(sayError)
  }

  function menu(item: Item): MenuItem[] {
    return [
      {
        label: t('drive.share'),
        icon: IconForward,
        test: 'drive-share',
        run: () => share(item),
      },
      {
        label: t('drive.rename'),
        icon: IconEdit,
        test: 'drive-rename',
        run: () => void rename(item),
      },
      {
        label: t('drive.move'),
        icon: IconFolder,
        test: 'drive-move',
        run: () => move(item),
      },
      {
        label: t('drive.throwAway'),
        icon: IconTrash,
        danger: true,
        test: 'drive-remove',
        run: () => void throwAway(item),
      },
    ]
  }

  function binMenu(item: api.Thrown): MenuItem[] {
    return [
      {
        label: t('drive.restore'),
        icon: IconRecall,
        test: 'drive-restore',
        run: () => void restore(item),
      },
      {
        label: t('drive.destroy'),
        icon: IconTrash,
        danger: true,
        test: 'drive-destroy',
        run: () => void destroy(item),
      },
    ]
  }

  async function restore(item: api.Thrown) {
    if (await attempt(() => api.restore(item.itemType, item.id))) say(t('drive.restored'))
  }

  async function destroy(item: api.Thrown) {
    const title = t('drive.destroyAsk', { name: item.fileName })
    const sure = await askDanger(t('drive.destroyText'), title, t('drive.destroy'))
    if (sure) await attempt(() => api.destroy(item.itemType, item.id))
  }

  return { create, menu, binMenu, open }
}
