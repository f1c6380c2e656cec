import type { ElMessageBoxOptions } from 'element-plus'

/** A question over the page; null = no. What draws it is loaded with the first one. */
export async function ask(
  text: string,
  title: string,
  options: ElMessageBoxOptions,
): Promise<unknown> {
  const { askNow } = await import('./ask_now')
  return askNow(text, title, options)
}
