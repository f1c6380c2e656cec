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
