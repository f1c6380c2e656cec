import { useI18n } from 'vue-i18n'
import { askDanger } from '@/ui/ask'
import { say, sayError } from '@/ui/say'
import { offerUndo } from '@/ui/undo'
import { useAttempt } from '@/ui/use_attempt'
import * as api from './api'
import type { Mail } from './api'
import { homeOf } from './folders'
import type { Mails } from './use_mails'

/** What may be done with mails; each act resolves to whether it was done. */
export function useMailActs(mails: Mails) {
  const { t } = useI18n()
  const { busy, attempt } = useAttempt(() => mails.soon())
  const ids = (some: readonly Mail[]) => some.map((each) => each.id)

  async function read(some: readonly Mail[]): Promise<void> {
    const unread = ids(some.filter((each) => !each.isRead))
    if (unread.length === 0) return
    await mails.change(unread, { isRead: true }, () => api.readMails(unread)).catch(sayError)
    mails.soon()
  }
  async function star(mail: Mail): Promise<void> {
    const isStarred = !mail.isStarred
    const tell = () => api.starMail(mail.id, isStarred)
    await mails.change([mail.id], { isStarred }, tell).catch(sayError)
  }
  /** One after the other: there is no request for many. */
  async function moveAll(some: readonly Mail[], to: (mail: Mail) => Mail['folder']) {
    for (const each of some) await api.moveMail(each.id, to(each))
  }
  async function trash(some: readonly Mail[]): Promise<boolean> {
    const done = await attempt(() => api.trashMails(ids(some)))
    if (!done) return false
    offerUndo({
      text: t('mail.trashed', { count: some.length }, some.length),
      undo: () => void attempt(() => moveAll(some, (each) => each.folder)),
    })
    return true
  }
  async function restore(some: readonly Mail[]): Promise<boolean> {
    const done = await attempt(() => moveAll(some, homeOf))
    if (done) say(t('mail.restored'))
    return done
  }
  async function move(some: readonly Mail[], folder: 'INBOX' | 'SPAM'): Promise<boolean> {
    const done = await attempt(() => moveAll(some, () => folder))
    if (done) say(t(folder === 'SPAM' ? 'mail.movedToSpam' : 'mail.movedToInbox'))
    return done
  }
  async function remove(some: readonly Mail[]): Promise<boolean> {
    const title = t('mail.removeTitle', { count: some.length }, some.length)
    if (!(await askDanger(t('mail.removeText'), title, t('mail.remove')))) return false
    const done = await attempt(async () => {
      for (const each of some) await api.removeMail(each.id)
    })
    if (done) say(t('mail.removed'))
    return done
  }
  return { busy, read, star, trash, restore, move, remove }
}
export type MailActs = ReturnType<typeof useMailActs>
