import { ApiError, NetworkError } from '@/api/http'
import { i18n } from '.'
import { fieldRefusal, refusal } from './said'

/**
 * Words for a failure. In Chinese the server's own text; in English the code's text, and the
 * server's where there is none.
 */
export function errorText(error: unknown): string {
  const { t, te } = i18n.global
  if (error instanceof NetworkError) return t('error.network')
  if (!(error instanceof ApiError)) return t('error.unknown')
  const key = `code.${error.code}`
  const [field, wrong] = Object.entries(error.fields ?? {})[0] ?? []
  if (field && wrong) return refusalOfField(field, error.reason) ?? wrong
  const known = refusal(error.reason)
  if (known) return known
  if (i18n.global.locale.value !== 'zh-CN' && te(key)) return t(key)
  return error.message || t('error.unknown')
}

/** A rule with a name of its own, such as that of usual passwords, says more than the field. */
function refusalOfField(field: string, reason: string): string | null {
  const [, rule] = reason.split('.')
  return (rule ? refusal(reason) : null) ?? fieldRefusal(field, reason)
}

/** Why something could not be loaded, and what an administrator asks for. */
export interface Failure {
  text: string
  trace: string | null
}

export function failureOf(error: unknown): Failure {
  const trace = error instanceof ApiError ? error.traceId : null
  return { text: errorText(error), trace }
}

/** Words for a refusal that came as a frame. */
export function codeText(code: number, message: string, reason: string): string {
  return errorText(new ApiError(code, message, 400, null, null, reason))
}
