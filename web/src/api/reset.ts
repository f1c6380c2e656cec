import { request } from './http'

/** A new password by the link that an administrator made; in a part of its own, since few need it. */
export function resetPassword(code: string, newPassword: string): Promise<null> {
  return request('POST', '/auth/reset', { bearer: null, body: { code, newPassword } })
}
