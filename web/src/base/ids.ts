/**
 * A message's identity before the server has one: at most 64 characters, never the same twice.
 * Not crypto.randomUUID, which exists in secure contexts only and would fail over plain HTTP in an
 * office network.
 */
export function newClientMsgId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  const random = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `w${Date.now().toString(36)}-${random}`
}

/**
 * Names for what is asked of the server: the same content has the same name, so that asking again
 * after an answer was lost is known to be the same request.
 */
export function requestNames(): (...content: unknown[]) => string {
  const names = new Map<string, string>()
  return (...content) => {
    const key = JSON.stringify(content)
    const name = names.get(key) ?? newClientMsgId()
    names.set(key, name)
    return name
  }
}
