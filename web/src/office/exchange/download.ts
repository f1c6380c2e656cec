import { ApiError, bearer, NetworkError, urlOf } from '@/api/http'

/** Saves what the server answers as a file. Throws as request() does. */
export async function download(path: string, name: string): Promise<void> {
  const ask = async (token: string | null) => {
    try {
      return await fetch(urlOf(path), {
        headers: token ? { Authorization: `Bearer ${token}` } : {},
        cache: 'no-store',
      })
    } catch (error) {
      throw new NetworkError(String(error))
    }
  }
  const token = await bearer()
  let response = await ask(token)
  if (response.status === 401) response = await ask(await bearer(token))
  if (!response.ok) {
    const { code, msg } = (await response.json().catch(() => ({}))) as {
      code?: number
      msg?: string
    }
    const trace = response.headers.get('X-Trace-Id')
    const reason = response.headers.get('X-Refusal') ?? ''
    throw new ApiError(code ?? response.status, msg ?? '', response.status, trace, null, reason)
  }
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await response.blob())
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 0)
}
