/** Where the dialect lives on the origin that served this page. */
const kBase = '/api/im'

/** The server answered and refused. `message` is the server's own text. */
export class ApiError extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly status: number,
    /** Value of X-Trace-Id, to be quoted to an administrator. */
    readonly traceId: string | null,
    /** Field to message, of a failed validation. */
    readonly fields: Record<string, string> | null = null,
    /** The server's name of this refusal, of X-Refusal; empty: it has none. */
    readonly reason = '',
  ) {
    super(message)
  }
}

/** No usable answer came: no network, server down, timeout. Worth another try. */
export class NetworkError extends Error {}

/** What the client needs from the signed-in session; set once by session/session.ts. */
interface Credentials {
  /** Access token to send, renewed beforehand when it is about to end; null = signed out. */
  current(): Promise<string | null>
  /** The server refused `token`: a newer one, or null when signing in again is needed. */
  renewed(token: string): Promise<string | null>
}

export interface RequestOptions {
  query?: Record<string, string | number | boolean | null | undefined>
  body?: unknown
  signal?: AbortSignal
  /** Where the operation's dialect lives; the usual one if absent. */
  base?: string
  /** Survives the page that asked: for what must be said while it closes. */
  keepalive?: boolean
  /** Bearer to send instead of the session's; such a request is never repeated. */
  bearer?: string | null
}

const kTimeoutMs = 20_000

let credentials: Credentials | null = null

export function setCredentials(source: Credentials | null): void {
  credentials = source
}

interface Envelope {
  code: number
  msg?: string | null
  /** As IM Chat calls it. */
  message?: string | null
  data?: unknown
  /** Of a list by pages. */
  total?: number
}

async function exchange(
  method: string,
  path: string,
  options: RequestOptions,
  token: string | null,
): Promise<{ response: Response; envelope: Envelope }> {
  const url = new URL((options.base ?? kBase) + path, location.origin)
  for (const [name, value] of Object.entries(options.query ?? {})) {
    if (value !== null && value !== undefined) url.searchParams.set(name, String(value))
  }
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (token) headers.Authorization = `Bearer ${token}`
  const init: RequestInit = { method, headers, credentials: 'same-origin', cache: 'no-store' }
  if (options.keepalive) init.keepalive = true
  if (options.body instanceof FormData) {
    init.body = options.body
  } else if (options.body !== undefined) {
    headers['Content-Type'] = 'application/json'
    init.body = JSON.stringify(options.body)
  }
  const timeout = new AbortController()
  const timer = setTimeout(() => timeout.abort(), kTimeoutMs)
  const forward = () => timeout.abort()
  options.signal?.addEventListener('abort', forward)
  try {
    const response = await fetch(url, { ...init, signal: timeout.signal })
    const envelope = (await response.json()) as Envelope
    if (typeof envelope?.code !== 'number') throw new NetworkError('not an answer of this server')
    return { response, envelope }
  } catch (error) {
    if (options.signal?.aborted) throw error
    if (error instanceof NetworkError) throw error
    throw new NetworkError(String(error))
  } finally {
    clearTimeout(timer)
    options.signal?.removeEventListener('abort', forward)
  }
}

/**
 * One request to `/api/im{path}`, or below `options.base`; resolves to the envelope's `data`. A 401 is answered once by
 * renewing the token and repeating the request, never more. Throws ApiError or NetworkError.
 */
export async function request<T>(
  method: string,
  path: string,
  options: RequestOptions = {},
): Promise<T> {
  return (await ask(method, path, options)).data as T
}

/** The same, where what is asked for stands beside `data`. */
export async function requestWhole(
  method: string,
  path: string,
  options: RequestOptions = {},
): Promise<Readonly<Record<string, unknown>>> {
  return { ...(await ask(method, path, options)) }
}

/** A part of a list, and how many there are in all. */
export interface Page<T> {
  rows: T[]
  total: number
}

/** The same for a list that is asked for by pages. */
export async function requestPage<T>(
  method: string,
  path: string,
  options: RequestOptions = {},
): Promise<Page<T>> {
  const { data, total } = await ask(method, path, options)
  const rows = (data ?? []) as T[]
  return { rows, total: total ?? rows.length }
}

async function ask(method: string, path: string, options: RequestOptions): Promise<Envelope> {
  const own = options.bearer !== undefined
  let token = own ? (options.bearer ?? null) : ((await credentials?.current()) ?? null)
  let { response, envelope } = await exchange(method, path, options, token)
  if (!own && token && isUnauthorized(response, envelope)) {
    token = (await credentials?.renewed(token)) ?? null
    if (token) ({ response, envelope } = await exchange(method, path, options, token))
  }
  if (envelope.code === 200) return envelope
  throw new ApiError(
    envelope.code,
    envelope.msg ?? envelope.message ?? '',
    response.status,
    response.headers.get('X-Trace-Id'),
    fieldsOf(envelope),
    response.headers.get('X-Refusal') ?? '',
  )
}

/** For a transfer that fetch cannot do: a token to send, or one newer than `refused`. */
export async function bearer(refused: string | null = null): Promise<string | null> {
  if (refused === null) return (await credentials?.current()) ?? null
  return (await credentials?.renewed(refused)) ?? null
}

export function urlOf(path: string): string {
  return new URL(kBase + path, location.origin).href
}

function isUnauthorized(response: Response, envelope: Envelope): boolean {
  return response.status === 401 || envelope.code === 401
}

function fieldsOf(envelope: Envelope): Record<string, string> | null {
  const data = envelope.data
  if (envelope.code !== 400 || data === null || typeof data !== 'object') return null
  const fields: Record<string, string> = {}
  for (const [name, text] of Object.entries(data as object)) {
    if (typeof text === 'string') fields[name] = text
  }
  return Object.keys(fields).length > 0 ? fields : null
}
