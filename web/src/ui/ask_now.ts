import { ElMessageBox } from 'element-plus'
import 'element-plus/theme-chalk/el-message-box.css'
import type { ElMessageBoxOptions } from 'element-plus'

export function askNow(text: string, title: string, options: ElMessageBoxOptions) {
  return ElMessageBox.confirm(text, title, options).catch(() => null)
}
