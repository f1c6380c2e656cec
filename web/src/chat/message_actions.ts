/** What may be done with a message, by the rules of ruoyi 3.3, 3.4, 3.5 and 3.11. */

export type ActionId =
  | 'reply'
  | 'react'
  | 'forward'
  | 'copy'
  | 'edit'
  | 'recall'
  | 'favorite'
  | 'unfavorite'
  | 'pin'
  | 'select'
  | 'download'
  | 'drive'
  | 'delete'

export interface MessageAction {
  id: ActionId
  /** Why it is not possible now, a key of the language files; null = possible. */
  off: string | null
}

export const kRecallWithinMs = 2 * 60_000
export const kEditWithinMs = 15 * 60_000

interface ActionSubject {
  mine: boolean
  type: string
  at: number
  favorited: boolean
  /** Nobody may write here any more, or not I. */
  readOnly: boolean
}

/** In the order of the menu. `now` is the server's clock. What can never be is left out. */
export function actionsOf(subject: ActionSubject, now: number): MessageAction[] {
  const age = now - subject.at
  const isText = subject.type === 'TEXT'
  const silent = subject.readOnly ? 'msg.off.readOnly' : null
  const actions: MessageAction[] = [
    { id: 'reply', off: silent },
    { id: 'react', off: silent },
    { id: 'forward', off: null },
  ]
  if (isText || subject.type === 'IMAGE') actions.push({ id: 'copy', off: null })
  if (kHasFile.has(subject.type)) {
    actions.push({ id: 'download', off: null }, { id: 'drive', off: null })
  }
  if (subject.mine && isText) {
    actions.push({ id: 'edit', off: silent ?? (age > kEditWithinMs ? 'msg.off.edit' : null) })
  }
  actions.push({ id: subject.favorited ? 'unfavorite' : 'favorite', off: null })
  actions.push({ id: 'pin', off: silent })
  actions.push({ id: 'select', off: null })
  if (subject.mine) {
    actions.push({ id: 'recall', off: age > kRecallWithinMs ? 'msg.off.recall' : null })
  }
  actions.push({ id: 'delete', off: null })
  return actions
}

const kHasFile: ReadonlySet<string> = new Set(['IMAGE', 'FILE', 'VIDEO', 'VOICE'])
