import { ElMessage } from 'element-plus'
import 'element-plus/theme-chalk/el-message.css'
import { h } from 'vue'
import { ApiError } from '@/api/http'
import { i18n } from '@/i18n'
import { errorText } from '@/i18n/errors'
import { copyText } from './clipboard'

/** Short notices at the top. Called, not written in a template: the style is named here. */

/** Long enough to reach the button. */
const kTraceForMs = 10_000

export function say(text: string): void {
  ElMessage.success(text)
}

/** Trouble of the server comes with what an administrator asks for. */
export function sayError(error: unknown): void {
  const trace = error instanceof ApiError && error.status >= 500 ? error.traceId : null
  if (!trace) return sayProblem(errorText(error))
  const label = i18n.global.t('shell.copyTrace', { id: trace })
  const copy = () => void copyText(trace)
  const button = h('button', { type: 'button', class: 'k-link-button', onClick: copy }, label)
  ElMessage.error({
    message: h('span', { class: 'k-trace' }, [errorText(error), button]),
    duration: kTraceForMs,
    showClose: true,
  })
}

export function sayProblem(text: string): void {
  ElMessage.error(text)
}
