import { useI18n } from 'vue-i18n'
import * as api from '@/person/api'
import { contactGroupLabel, useContacts } from '@/person/contacts'
import { sayError } from '@/ui/say'
import { IconEdit, IconTrash } from '@/ui/icons'
import { openMenu } from '@/ui/menu'
import { kMostGroupName, usePersonActions } from '@/person/person_actions'

/** Renaming and deleting the groups that contacts are sorted into. */
export function useContactGroups() {
  const { t } = useI18n()
  const contacts = useContacts()
  const { ask, sure } = usePersonActions()

  async function rename(name: string) {
    const next = await ask(t('people.renameGroup'), t('people.groupHint'), name, kMostGroupName)
    if (!next || next === name) return
    await run(() => api.renameContactGroup(name, next))
  }

  async function remove(name: string) {
    const title = t('people.dropGroupTitle', { name })
    if (!(await sure(title, t('people.dropGroupText'), t('people.dropGroup')))) return
    await run(() => api.deleteContactGroup(name))
  }

  async function run(work: () => Promise<unknown>) {
    try {
      await work()
    } catch (error) {
      sayError(error)
    }
    await contacts.load()
  }

  function menu(name: string, at: HTMLElement) {
    const isDefault = contactGroupLabel(name, t) === t('people.default')
    const reason = isDefault ? t('people.default') : undefined
    openMenu(
      t('shell.more'),
      [
        { label: t('people.renameGroup'), icon: IconEdit, reason, run: () => void rename(name) },
        {
          label: t('people.dropGroup'),
          icon: IconTrash,
          danger: true,
          reason,
          run: () => void remove(name),
        },
      ],
      at,
    )
  }

  return { menu }
}
