/** Which conversation somebody had open last in this browser: a start shows it again. */

const key = (userId: number) => `koine.last.${userId}`

/** 0 = none. */
export function lastOpened(userId: number): number {
  try {
    return Number(localStorage.getItem(key(userId))) || 0
  } catch {
    return 0
  }
}

export function rememberOpened(userId: number, id: number): void {
  try {
    localStorage.setItem(key(userId), String(id))
  } catch {
    // Only a convenience.
  }
}

/** It was left on purpose: a window that is to show something does not bring it back. */
export function forgetOpened(userId: number, id: number): void {
  try {
    if (lastOpened(userId) === id) localStorage.removeItem(key(userId))
  } catch {
    // Only a convenience.
  }
}
