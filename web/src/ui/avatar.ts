/** Default avatars: drawn from id and name, so that people differ before anybody uploads one. */

export const kAvatarColors = 12

/** Server addresses that stand for "no picture". */
const kPlaceholders = new Set(['/avatar/default.png', '/avatar/group_default.png'])

/** The picture to load, or null when one must be drawn. */
export function avatarUrl(url: string | null | undefined): string | null {
  return url && !kPlaceholders.has(url) ? url : null
}

/** 0 … kAvatarColors-1; neighbouring ids differ. */
export function avatarColor(id: number): number {
  return (((id * 7) % kAvatarColors) + kAvatarColors) % kAvatarColors
}

const kCjk = /[\u3400-\u9fff\uf900-\ufaff]/

/**
 * One or two characters: the given name of a short Chinese name, otherwise what it begins with.
 * With `small` there is room for one.
 */
export function avatarLetters(name: string | null | undefined, small = false): string {
  const text = (name ?? '').trim()
  if (!text) return '?'
  const characters = Array.from(text)
  if (kCjk.test(characters[0] ?? '')) {
    const isName = characters.length <= 3 && characters.every((c) => kCjk.test(c))
    const shown = isName ? characters.slice(small ? -1 : -2) : characters.slice(0, small ? 1 : 2)
    return shown.join('')
  }
  const words = text.split(/[\s_.-]+/).filter(Boolean)
  const first = Array.from(words[0] ?? text)
  const second = words.length > 1 ? Array.from(words[words.length - 1] ?? '')[0] : undefined
  return ((first[0] ?? '?') + (small ? '' : (second ?? ''))).toUpperCase()
}
