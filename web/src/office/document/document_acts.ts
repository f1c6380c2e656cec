import { i18n } from '@/i18n'
import { useSession } from '@/session/session'
import { askDanger } from '@/ui/ask'
import { say, sayError } from '@/ui/say'
import * as api from './api'
import type { Doc } from './api'

/** What is done with a document as a whole. Each says what became of it; true: it was done. */

async function attempt(work: () => Promise<unknown>, done: string | null): Promise<boolean> {
  try {
    await work()
    if (done) say(i18n.global.t(done))
    return true
  } catch (error) {
    sayError(error)
    return false
  }
}

export function star(doc: Doc): Promise<boolean> {
  return attempt(() => api.starDocument(doc.id, !doc.isStarred), null)
}
export function trash(doc: Doc): Promise<boolean> {
  return attempt(() => api.trashDocument(doc.id), 'document.trashed')
}
export function restore(doc: Doc): Promise<boolean> {
  return attempt(() => api.restoreDocument(doc.id), 'document.restored')
}
export async function remove(doc: Doc): Promise<boolean> {
  const { t } = i18n.global
  const title = t('document.removeTitle', { title: doc.title })
  if (!(await askDanger(t('document.removeText'), title, t('document.remove')))) return false
  return attempt(() => api.removeDocument(doc.id), 'document.removed')
}
export async function leave(doc: Doc): Promise<boolean> {
  const { t } = i18n.global
  const me = useSession().user?.id ?? 0
  const label = t('document.leave')
  if (!(await askDanger(t('document.leaveText'), `${label}: ${doc.title}`, label))) return false
  return attempt(() => api.unshareDocument(doc.id, me), 'document.left')
}
