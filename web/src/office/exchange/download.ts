import { ApiError, bearer, NetworkError, urlOf } from '@/api/http'
import { download as saveAs } from '@/ui/clipboard'

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
  const url = URL.createObjectURL(await response.blob())
  saveAs(url, name)
  setTimeout(() => URL.revokeObjectURL(url), 0)
}
