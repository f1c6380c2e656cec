import { ElMessage } from 'element-plus'
import 'element-plus/theme-chalk/el-message.css'
import { errorText } from '@/i18n/errors'

/** Short notices at the top. Called, not written in a template: the style is named here. */

export function say(text: string): void {
  ElMessage.success(text)
}

export function sayError(error: unknown): void {
  ElMessage.error(errorText(error))
}

export function sayProblem(text: string): void {
  ElMessage.error(text)
}
