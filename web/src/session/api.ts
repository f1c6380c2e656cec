import { request } from '@/api/http'
import type { LoginBody, LoginData, RefreshBody, RegisterBody } from '@/api/types'

/**
 * Signing up, in and out, the renewal of the token, a new password by an administrator's link
 * (ruoyi 1). All throw as request() does.
 */

export function login(username: string, password: string): Promise<LoginData> {
  const body: LoginBody = { username, password, clientType: 'WEB' }
  return request('POST', '/auth/login', { bearer: null, body })
}

/** Resolves to the new user's id. */
export function register(body: RegisterBody & { invitation?: string }): Promise<number> {
  return request('POST', '/auth/register', { bearer: null, body })
}

/** Whether people make accounts for themselves here. */
export function registration(): Promise<{ open: boolean; invitation: boolean }> {
  return request('GET', '/auth/registration', { bearer: null })
}

export function logout(): Promise<null> {
  return request('POST', '/auth/logout')
}

export function refresh(token: string, refreshToken: string | null): Promise<LoginData> {
  const body: RefreshBody = refreshToken ? { refreshToken } : {}
  return request('POST', '/auth/refresh', { bearer: token, body })
}

/** A new password by the link that an administrator made. */
export function resetPassword(code: string, newPassword: string): Promise<null> {
  return request('POST', '/auth/reset', { bearer: null, body: { code, newPassword } })
}
