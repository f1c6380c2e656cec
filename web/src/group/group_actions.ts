import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import * as api from './api'
import type { Group } from '@/person/api'
import type { Member } from './api'
import { useConversations } from '@/message/conversations'
import { memberName, useGroups } from './groups'
import { openProfile } from '@/person/profile'
import { usePersonActions } from '@/person/person_actions'
import { say, sayError } from '@/ui/say'
import { openMenu } from '@/ui/menu'
import type { MenuItem } from '@/ui/menu'

const kHourMinutes = 60
const kDayMinutes = 24 * 60

/** What owners, administrators and members of a group can do in its panel. */
export function useGroupActions() {
  const { t } = useI18n()
  const router = useRouter()
  const groups = useGroups()
  const conversations = useConversations()
  const { sure } = usePersonActions()

  /** Runs `work`, says `done` and asks the group again; true = it went well. */
  async function run(group: Group, work: () => Promise<unknown>, done = ''): Promise<boolean> {
    try {
      await work()
      if (done) say(done)
      return true
    } catch (error) {
      sayError(error)
      return false
    } finally {
      groups.changed(group.id)
    }
  }

  const isOwner = (group: Group) => group.myRole === 'OWNER'
  const canManage = (group: Group) => group.myRole === 'OWNER' || group.myRole === 'ADMIN'

  /** Owner over all, administrators over members. */
  function canTouch(group: Group, member: Member): boolean {
    if (member.userId === groups.me || member.role === 'OWNER') return false
    return isOwner(group) || (group.myRole === 'ADMIN' && member.role === 'MEMBER')
  }

  async function remove(group: Group, member: Member) {
    const person = memberName(member)
    const title = t('panel.removeTitle', { person, name: group.name })
    if (!(await sure(title, '', t('panel.remove')))) return
    await run(
      group,
      () => api.removeMembers(group.id, [member.userId]),
      t('panel.removed', { person }),
    )
  }

  async function transfer(group: Group, member: Member): Promise<boolean> {
    const person = memberName(member)
    const title = t('panel.transferSure', { name: group.name, person })
    const confirm = t('panel.transferConfirm', { person })
    if (!(await sure(title, t('panel.transferText'), confirm))) return false
    return run(
      group,
      () => api.setRole(group.id, member.userId, 'OWNER'),
      t('panel.transferred', { person }),
    )
  }

  async function gone(group: Group, text: string) {
    say(text)
    await router.replace('/c')
    conversations.reloadSoon()
    if (group.conversationId) conversations.remove(group.conversationId)
  }

  async function endInvitation(group: Group) {
    const confirm = t('panel.endLinks')
    if (!(await sure(t('panel.endLinksTitle'), t('panel.endLinksText'), confirm))) return
    await run(group, () => api.endInvitation(group.id), t('panel.endedLinks'))
  }

  async function leave(group: Group) {
    const title = t('panel.leaveTitle', { name: group.name })
    if (!(await sure(title, t('panel.leaveText'), t('panel.leaveConfirm')))) return
    if (await run(group, () => api.leaveGroup(group.id))) {
      await gone(group, t('panel.left', { name: group.name }))
    }
  }

  async function dissolve(group: Group) {
    const title = t('panel.dissolveTitle', { name: group.name, count: group.memberCount })
    if (!(await sure(title, t('panel.dissolveText'), t('panel.dissolveConfirm')))) return
    if (await run(group, () => api.dissolveGroup(group.id))) {
      await gone(group, t('panel.dissolved', { name: group.name }))
    }
  }

  function muteItems(group: Group, member: Member): MenuItem[] {
    const mute = (minutes: number) => () =>
      void run(group, () => api.muteMember(group.id, member.userId, minutes))
    if (member.isMuted) {
      return [{ label: t('panel.unmuteMember'), test: 'member-unmute', run: mute(0) }]
    }
    return [
      { label: t('panel.muteMember'), test: 'member-mute', run: mute(kHourMinutes) },
      { label: t('panel.muteDay'), run: mute(kDayMinutes) },
    ]
  }

  function menu(group: Group, member: Member, at: HTMLElement) {
    const items: MenuItem[] = [
      {
        label: t('panel.viewProfile'),
        test: 'member-profile',
        run: () =>
          openProfile(member.userId, at, { name: memberName(member), avatar: member.userAvatar }),
      },
    ]
    if (isOwner(group) && member.role !== 'OWNER') {
      const admin = member.role === 'ADMIN'
      items.push({
        label: t(admin ? 'panel.dropAdmin' : 'panel.makeAdmin'),
        test: 'member-role',
        run: () =>
          void run(group, () => api.setRole(group.id, member.userId, admin ? 'MEMBER' : 'ADMIN')),
      })
    }
    if (canTouch(group, member)) {
      items.push(...muteItems(group, member), {
        label: t('panel.remove'),
        danger: true,
        test: 'member-remove',
        run: () => void remove(group, member),
      })
    }
    openMenu(t('panel.memberMenu'), items, at)
  }

  return { run, isOwner, canManage, canTouch, transfer, endInvitation, leave, dissolve, menu }
}
