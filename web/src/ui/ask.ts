import type { ElMessageBoxOptions } from 'element-plus'
import { i18n } from '@/i18n'

/** A question over the page; null = no. What draws it is loaded with the first one. */
export async function ask(
  text: string,
  title: string,
  options: ElMessageBoxOptions,
): Promise<unknown> {
  const { askNow } = await import('./ask_now')
  return askNow(text, title, options)
}

/** Whether something that cannot be had back shall be done; `confirm` is what that is called. */
export async function askDanger(text: string, title: string, confirm: string): Promise<boolean> {
  const answer = await ask(text, title, {
    confirmButtonText: confirm,
    cancelButtonText: i18n.global.t('common.cancel'),
    confirmButtonClass: 'k-danger-button',
  })
  return answer !== null
}
