// Debian's Chromium under Playwright, and helpers shared by the scripts of this folder.
import { chromium } from 'playwright-core'

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/** A new browser profile; problems found by the page itself end up in `problems`. */
export async function person(browser, base, problems, options = {}) {
  const { language = 'zh-CN', theme = 'light', ...context } = options
  const own = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: language,
    timezoneId: 'Asia/Shanghai',
    colorScheme: theme,
    ...context,
  })
  const page = await own.newPage()
  const note = (text) => problems.push(text)
  page.on('pageerror', (error) => note(`pageerror: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return
    // A refused connection is what the tests provoke.
    if (/ERR_CONNECTION_REFUSED|WebSocket connection|Failed to load resource/.test(message.text()))
      return
    note(`${message.type()}: ${message.text()}`)
  })
  await page.goto(base)
  return page
}

export const at = (name) => `[data-test="${name}"]`

export async function signIn(page, username, password = 'secret1') {
  await page.fill(at('login-username'), username)
  await page.fill(at('login-password'), password)
  await page.click(at('login-submit'))
  await page.waitForSelector(at('nav-chat'))
}
