import { ElMessageBox } from 'element-plus'
import 'element-plus/theme-chalk/el-input.css'
import 'element-plus/theme-chalk/el-message-box.css'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import * as api from '@/message/conversation_api'
import { contactGroupLabel, useContacts } from './contacts'
import { useConversations } from '@/message/conversations'
import { say, sayError } from '@/ui/say'
import { IconAlert, IconBlock, IconEdit, IconFolder, IconTrash } from '@/ui/icons'
import { openMenu } from '@/ui/menu'
import type { MenuItem } from '@/ui/menu'
import { accused } from './complaint'

const kMostRemark = 50
export const kMostGroupName = 20

/** What can be done with a person, from their card or the address book. */
export function usePersonActions() {
  const { t } = useI18n()
  const router = useRouter()
  const contacts = useContacts()
  const conversations = useConversations()

  /** Opens the direct conversation, made if there is none. */
  async function message(userId: number): Promise<void> {
    try {
      const id = await api.createDirect(userId)
      conversations.reloadSoon()
      await router.push(`/c/${id}`)
    } catch (error) {
      sayError(error)
    }
  }

  async function ask(title: string, hint: string, value: string, most: number) {
    const answer = await ElMessageBox.prompt('', title, {
      confirmButtonText: t('shell.save'),
      cancelButtonText: t('common.cancel'),
      inputValue: value,
      inputPlaceholder: hint,
      inputValidator: (text) => (text ?? '').trim().length <= most || hint,
    }).catch(() => null)
    return answer === null ? null : ((answer as { value: string | null }).value?.trim() ?? '')
  }

  async function sure(title: string, text: string, confirm: string): Promise<boolean> {
    const answer = await ElMessageBox.confirm(text, title, {
      confirmButtonText: confirm,
      cancelButtonText: t('common.cancel'),
      confirmButtonClass: 'k-danger-button',
      autofocus: false,
    }).catch(() => null)
    return answer !== null
  }

  async function remark(userId: number): Promise<void> {
    const old = contacts.byUser.get(userId)?.remark ?? ''
    const text = await ask(t('people.remarkTitle'), t('people.remarkHint'), old, kMostRemark)
    if (text === null || text === old) return
    try {
      await contacts.change(userId, { remark: text })
      say(t('people.remarkSaved'))
    } catch (error) {
      sayError(error)
    }
  }

  async function move(userId: number, groupName: string): Promise<void> {
    try {
      const remark = contacts.byUser.get(userId)?.remark ?? ''
      await contacts.change(userId, { remark, groupName })
      say(t('people.moved', { name: contactGroupLabel(groupName, t) }))
    } catch (error) {
      sayError(error)
    }
  }

  async function moveToNew(userId: number): Promise<void> {
    const name = await ask(t('people.newGroupTitle'), t('people.groupHint'), '', kMostGroupName)
    if (name) await move(userId, name)
  }

  function chooseGroup(userId: number, at: HTMLElement): void {
    const current = contacts.byUser.get(userId)?.groupName
    const items: MenuItem[] = contacts.groupNames.map((name) => ({
      label: contactGroupLabel(name, t),
      checked: name === current,
      run: () => void move(userId, name),
    }))
    items.push({
      label: t('people.newGroup'),
      test: 'contact-group-new',
      run: () => void moveToNew(userId),
    })
    openMenu(t('people.moveTo'), items, at)
  }

  async function remove(userId: number, name: string): Promise<void> {
    const title = t('people.deleteTitle', { name })
    if (!(await sure(title, t('people.deleteText'), t('people.delete')))) return
    try {
      await contacts.remove(userId)
      say(t('people.deleted', { name }))
    } catch (error) {
      sayError(error)
    }
  }

  async function block(userId: number, name: string, on: boolean): Promise<void> {
    if (on) {
      const title = t('people.blockTitle', { name })
      if (!(await sure(title, t('people.blockText'), t('people.block')))) return
    }
    try {
      await contacts.setBlocked(userId, on)
      say(t(on ? 'people.blocked' : 'people.unblocked', { name }))
    } catch (error) {
      sayError(error)
    }
  }

  /** The menu "more" of a person. */
  async function more(userId: number, name: string, at: HTMLElement): Promise<void> {
    if (!contacts.blocked) await contacts.loadBlocked().catch(() => undefined)
    const isBlocked = contacts.blocked?.has(userId) ?? false
    const items: MenuItem[] = []
    if (contacts.friendIds.has(userId)) {
      items.push(
        {
          label: t('people.remark'),
          icon: IconEdit,
          test: 'person-remark',
          run: () => void remark(userId),
        },
        {
          label: t('people.moveTo'),
          icon: IconFolder,
          test: 'person-move',
          run: () => chooseGroup(userId, at),
        },
      )
    }
    items.push({
      label: t(isBlocked ? 'people.unblock' : 'people.block'),
      icon: IconBlock,
      danger: !isBlocked,
      test: 'person-block',
      run: () => void block(userId, name, !isBlocked),
    })
    items.push({
      label: t('people.complain'),
      icon: IconAlert,
      test: 'person-complain',
      run: () => (accused.value = { id: userId, name, group: false }),
    })
    if (contacts.friendIds.has(userId)) {
      items.push({
        label: t('people.delete'),
        icon: IconTrash,
        danger: true,
        test: 'person-delete',
        run: () => void remove(userId, name),
      })
    }
    openMenu(t('shell.more'), items, at)
  }

  return { message, remark, move, chooseGroup, remove, block, more, ask, sure }
}
