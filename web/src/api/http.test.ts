// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { kSessionKey, useSession } from '@/session/session'
import { ApiError, NetworkError, request, requestPage } from './http'

interface Call {
  path: string
  bearer: string
  body: unknown
}
let calls: Call[]
let answer: (call: Call) => { status: number; body: object }

const ok = (data: unknown = null) => ({ status: 200, body: { code: 200, msg: 'ok', data } })
const refused = { status: 401, body: { code: 401, msg: '未授权，需要登录', data: null } }
const renewed = (token: string) =>
  ok({ token, userId: 1, userInfo: { id: 1 }, refreshToken: 'r2', expiresIn: 7200 })

function signedIn(expiresInS = 7200) {
  const session = {
    token: 'old',
    refreshToken: 'r1',
    expiresAt: Date.now() + expiresInS * 1000,
    lifetime: 7_200_000,
    user: { id: 1, username: 'ann' },
  }
  localStorage.setItem(kSessionKey, JSON.stringify(session))
  setActivePinia(createPinia())
  return useSession()
}
const paths = () => calls.map((call) => call.path)

beforeEach(() => {
  calls = []
  vi.stubGlobal('fetch', async (url: URL, init: RequestInit) => {
    const headers = init.headers as Record<string, string>
    const call = {
      path: url.pathname.replace('/api/im', ''),
      bearer: (headers.Authorization ?? '').replace('Bearer ', ''),
      body: init.body ? (JSON.parse(String(init.body)) as unknown) : null,
    }
    calls.push(call)
    const { status, body } = answer(call)
    return new Response(JSON.stringify(body), { status, headers: { 'X-Trace-Id': 'tr1' } })
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  localStorage.clear()
})

describe('request', () => {
  it('resolves to data and sends the bearer', async () => {
    signedIn()
    answer = () => ok([1])
    expect(await request('GET', '/x')).toEqual([1])
    expect(calls[0]).toMatchObject({ path: '/x', bearer: 'old' })
  })

  it('throws the words, the code and the trace of a refusal', async () => {
    signedIn()
    answer = () => ({ status: 400, body: { code: 10002, msg: '用户不在会话中', data: null } })
    const error = await request('GET', '/x').catch((e: unknown) => e)
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ code: 10002, message: '用户不在会话中', traceId: 'tr1' })
  })

  it('names the fields of a failed validation', async () => {
    signedIn()
    const data = { username: '用户名长度必须在3-20之间' }
    answer = () => ({ status: 400, body: { code: 400, msg: '参数校验失败', data } })
    await expect(request('GET', '/x')).rejects.toMatchObject({ fields: data })
  })

  it('takes what is no envelope for trouble of the network', async () => {
    signedIn()
    answer = () => ({ status: 502, body: {} })
    await expect(request('GET', '/x')).rejects.toBeInstanceOf(NetworkError)
  })

  it('renews once on 401 and repeats, for all requests together', async () => {
    signedIn()
    answer = (call) => {
      if (call.path === '/auth/refresh') return renewed('new')
      return call.bearer === 'new' ? ok() : refused
    }
    await Promise.all([request('GET', '/a'), request('GET', '/b')])
    expect(paths().filter((path) => path === '/auth/refresh')).toHaveLength(1)
    const refresh = calls.find((call) => call.path === '/auth/refresh')
    expect(refresh).toMatchObject({ bearer: 'old', body: { refreshToken: 'r1' } })
  })

  it('never loops when the new token is refused too', async () => {
    signedIn()
    answer = (call) => (call.path === '/auth/refresh' ? renewed('new') : refused)
    await expect(request('GET', '/a')).rejects.toMatchObject({ code: 401 })
    expect(paths()).toEqual(['/a', '/auth/refresh', '/a'])
  })

  it('ends the session when the renewal is refused', async () => {
    const session = signedIn()
    answer = () => refused
    await expect(request('GET', '/a')).rejects.toMatchObject({ code: 401 })
    expect(session.saved).toBeNull()
    expect(session.ended).toBe('expired')
    expect(paths()).toEqual(['/a', '/auth/refresh'])
  })

  it('keeps the session when the server is in trouble during a renewal', async () => {
    const session = signedIn()
    answer = (call) =>
      call.path === '/auth/refresh' ? { status: 500, body: { code: 500, msg: 'x' } } : refused
    await expect(request('GET', '/a')).rejects.toMatchObject({ code: 500 })
    expect(session.saved).not.toBeNull()
  })

  it('renews before the token ends', async () => {
    signedIn(60)
    answer = (call) => (call.path === '/auth/refresh' ? renewed('new') : ok())
    await request('GET', '/a')
    expect(paths()).toEqual(['/auth/refresh', '/a'])
    expect(calls[1]!.bearer).toBe('new')
  })
})

describe('a list by pages', () => {
  it('comes with how many there are in all', async () => {
    answer = () => ({ status: 200, body: { code: 200, data: [1, 2], total: 31 } })
    expect(await requestPage('GET', '/approval/my')).toEqual({ rows: [1, 2], total: 31 })
    answer = () => ok(null)
    expect(await requestPage('GET', '/approval/my')).toEqual({ rows: [], total: 0 })
    answer = () => ({ status: 403, body: { code: 403, msg: '无权限操作', data: null } })
    await expect(requestPage('GET', '/approval/my')).rejects.toBeInstanceOf(ApiError)
  })
})
