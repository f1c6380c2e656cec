// Takes screenshots of every screen in three sizes, two themes and two languages into test/shots,
// runs axe on each, and fails on a serious finding: `npm run build && npm run look`.
import { mkdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { at, launch, person, signIn } from './browser.mjs'
import { MockServer } from './mock_server.mjs'

const kShots = fileURLToPath(new URL('./shots', import.meta.url))
const kAxe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
const kSizes = [
  [1440, 900],
  [1024, 768],
  [390, 844],
]
const kMinute = 60_000
const kDay = 86_400_000

mkdirSync(kShots, { recursive: true })
const server = new MockServer()
const now = Date.now()
fill()
const base = `http://127.0.0.1:${await server.start()}/`
const browser = await launch()
const problems = []
let findings = 0

function fill() {
  const me = server.addUser('liming', '李明', { department: '产品部' })
  const names = [
    [
      'zhangwei',
      '张伟',
      { department: '研发部', position: '后端工程师', signature: '今日事今日毕' },
    ],
    ['emma', 'Emma Johnson', { department: 'Design' }],
    ['wangfang', '王芳'],
    ['long', '一个名字特别特别长的同事用来检查省略号是否出现在合适的位置而不是溢出容器边界'],
    ['sasha_k', 'Sasha Kowalczyk'],
  ]
  const people = names.map(([u, n, more]) => server.addUser(u, n, more))
  for (const each of people.slice(0, 4)) server.befriend(me, each)
  const [zhang, emma, wang, long, sasha] = people
  const dm = server.addConversation('PRIVATE', [me, zhang])
  const say = (from, text, ago, more) => server.addMessage(dm, from.id, text, now - ago, more)
  for (let i = 0; i < 60; i++) say(i % 3 ? zhang : me, `历史消息 ${i + 1}`, 3 * kDay - i * kMinute)
  say(zhang, '早上好，昨天的接口文档我看完了。', kDay + 40 * kMinute)
  say(zhang, '有两处想和你确认一下', kDay + 39 * kMinute)
  say(me, '好的，你说', kDay + 38 * kMinute)
  say(
    zhang,
    '1. 消息列表的 `afterId` 是不包含边界的吗？\n2. 断线重连之后从哪里开始补？',
    kDay + 30 * kMinute,
  )
  say(
    me,
    '是的，不包含。重连后从最后一条已知消息开始，参考 https://example.com/docs/message/list?afterId=100 这一节。',
    kDay + 20 * kMinute,
  )
  say(zhang, '👍', kDay + 19 * kMinute)
  say(me, '发错了', 50 * kMinute, { revoked: true })
  say(me, '下午三点评审，会议室在 12 楼，别忘了带上最新的原型。', 45 * kMinute)
  dm.members.get(zhang.id).read = server.messages.at(-1).id
  say(
    me,
    '另外把这周的数据也准备一下：注册人数、日活、消息量，最好按部门拆开，方便对比。',
    44 * kMinute,
  )
  dm.members.get(me.id).read = server.messages.at(-1).id
  say(zhang, '没问题，我现在就整理。', 3 * kMinute)
  say(zhang, 'Could you also send me the English version of the release notes?', 2 * kMinute)
  const group = server.addConversation('GROUP', [me, zhang, emma, wang], { name: '产品设计群' })
  server.addMessage(group, null, '李明创建了群聊', now - 2 * kDay, { type: 'SYSTEM' })
  server.addMessage(group, emma.id, 'Hi everyone, new mockups are up 🎉', now - 2 * kDay + kMinute)
  server.addMessage(group, wang.id, '收到，辛苦了', now - 2 * kDay + 2 * kMinute)
  server.addMessage(group, wang.id, '首页的配色很舒服', now - 2 * kDay + 3 * kMinute)
  server.addMessage(group, me.id, '周五之前定稿', now - 2 * kDay + 9 * kMinute)
  server.addMessage(group, emma.id, '{"fileName":"mockups.png"}', now - 20 * kMinute, {
    type: 'IMAGE',
  })
  server.addMessage(
    group,
    emma.id,
    Array.from({ length: 30 }, (_, i) => `line ${i + 1}`).join('\n'),
    now - 10 * kMinute,
  )
  const to = (from, text, ago, more) => server.addMessage(group, from.id, text, now - ago, more)
  const asked = to(emma, '@李明 can you review the mockups before Friday?', 8 * kMinute, {
    mentions: { userIds: [me.id], mentionAll: false },
    reactions: [
      { emoji: '👍', count: 2, userIds: [me.id, zhang.id] },
      { emoji: '🎉', count: 1, userIds: [wang.id] },
    ],
  })
  const gone = to(wang, '发错了', 7 * kMinute, { revoked: true })
  to(me, '好的，今天下班前给你。', 6 * kMinute, { replyTo: asked.id })
  to(me, '这一条改过', 6 * kMinute, { edited: true })
  to(wang, '我也看一下', 5 * kMinute, { replyTo: gone.id })
  const file = (fileName, fileSize) =>
    JSON.stringify({ fileUrl: '/favicon.svg', fileName, fileSize })
  to(
    zhang,
    file('2026年第四季度产品需求评审会议纪要与后续行动项汇总最终版.docx', 1258291),
    4 * kMinute,
    {
      type: 'FILE',
    },
  )
  to(me, file('data.csv', 0), 4 * kMinute, { type: 'FILE' })
  const image = (width, height) =>
    JSON.stringify({ fileUrl: '/favicon.svg', fileName: 'view.png', width, height })
  to(emma, image(2100, 900), 3 * kMinute, { type: 'IMAGE' })
  to(me, image(24, 24), 3 * kMinute, { type: 'IMAGE' })
  to(wang, '{"fileUrl":"/missing.png","fileName":"x.png"}', 2 * kMinute, { type: 'IMAGE' })
  to(wang, '{"fileUrl":"/missing.mp3","duration":12}', 2 * kMinute, { type: 'VOICE' })
  const person = JSON.stringify({ userId: zhang.id, name: zhang.nickname })
  to(emma, person, kMinute, { type: 'CARD' })
  to(emma, '[转发消息]\n转发来的一段话', kMinute, { forwarded: true })
  group.members.get(me.id).muted = true
  const other = server.addConversation('PRIVATE', [me, long])
  for (let i = 0; i < 120; i++)
    server.addMessage(other, long.id, `第 ${i + 1} 条未读的消息`, now - 5 * kDay + i)
  other.members.get(me.id).mention = true
  const quiet = server.addConversation('PRIVATE', [me, emma])
  server.addMessage(quiet, me.id, 'See you on Monday then.', now - 40 * kDay)
  server.requests.push({
    id: 900,
    from: sasha.id,
    to: me.id,
    status: 'PENDING',
    message: '你好，我是新来的 Sasha，请多关照。',
    at: now,
  })
  for (let i = 0; i < 14; i++) {
    const u = server.addUser(`colleague${i}`, `同事${i + 1}号`)
    const c = server.addConversation('PRIVATE', [me, u])
    server.addMessage(c, u.id, `你好 ${i}`, now - (i + 2) * kDay)
    c.members.get(me.id).read = server.messages.at(-1).id
  }
  server.dm = dm
  server.group = group
  server.zhang = zhang
}

async function shot(page, name) {
  await page.waitForTimeout(250)
  await page.screenshot({ path: `${kShots}/${name}.png` })
  await page.evaluate(kAxe).catch(() => undefined)
  const serious = await page.evaluate(async () => {
    if (!window.axe) return ['axe did not load']
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'] })
    return violations
      .filter((v) => ['serious', 'critical'].includes(v.impact))
      .map(
        (v) =>
          `${v.id}: ${v.nodes
            .slice(0, 3)
            .map((n) => n.html.slice(0, 160))
            .join(' | ')}`,
      )
  })
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
  if (overflow) serious.push('the page scrolls sideways')
  for (const text of serious) {
    findings++
    console.log(`${name}: ${text}`)
  }
}

// What was sent in the tour before may have arrived late.
const theirs = (c) =>
  server.messages.filter((m) => m.conversationId === c.id && m.senderId && m.senderId !== 1)

async function tour([width, height], theme, language) {
  const name = (screen) => `${width}-${theme}-${language}-${screen}`
  const options = { viewport: { width, height }, theme, language, hasTouch: width < 768 }
  server.conversations.forEach((c) => {
    if (c === server.dm) c.members.get(1).read = theirs(c).at(-3).id
  })
  const page = await person(browser, base, problems, options)
  await page.waitForSelector(at('login-username'))
  await shot(page, name('sign-in'))
  const focused = await page.evaluate(() => document.activeElement?.dataset.test)
  if (focused !== 'login-username') problems.push(`focus is on ${focused}`)
  await page.click(at('switch-register'))
  await page.click(at('register-submit'))
  await shot(page, name('register-error'))
  await page.click(at('switch-register'))
  await signIn(page, 'liming')
  await page.waitForSelector(at('conversation-row'))
  await shot(page, name('list'))
  await page.evaluate((id) => (location.hash = `#/c/${id}`), server.dm.id)
  await page.waitForSelector(at('composer'))
  await page.waitForSelector(at('unread-line'))
  await shot(page, name('chat'))
  await page.fill(at('composer'), '这是一段还没有发送的文字\n第二行')
  server.refuse = { errorCode: 10002, errorMessage: '用户不在会话中' }
  await page.press(at('composer'), 'Enter')
  await page.waitForSelector('[data-state="failed"]')
  server.refuse = null
  server.swallow = true
  await page.fill(at('composer'), '正在发送的消息')
  await page.press(at('composer'), 'Enter')
  await page.waitForTimeout(100)
  server.swallow = false
  await page.fill(at('composer'), '草稿\n'.repeat(4))
  await shot(page, name('states'))
  await page.click(at('message-discard'))
  await page.evaluate((id) => (location.hash = `#/c/${id}`), server.group.id)
  await page.waitForSelector(at('system-row'))
  await shot(page, name('group'))
  const some = page.locator(at('message-row')).filter({ hasText: '转发来的一段话' })
  await some.scrollIntoViewIfNeeded()
  await shot(page, name('pane-end'))
  await some.locator(at('message-text')).click({ button: 'right' })
  await page.waitForSelector(at('message-menu'))
  await shot(page, name('menu'))
  await page.click(at('action-select'))
  await shot(page, name('select'))
  await page.click(at('select-forward'))
  await page.waitForSelector(at('forward-target'))
  await page.waitForTimeout(300)
  await shot(page, name('forward'))
  await page.keyboard.press('Escape')
  await page.waitForSelector('.el-overlay', { state: 'hidden' })
  await page.click(at('select-cancel'))
  await page.click(at('open-emoji'))
  await page.waitForSelector(at('emoji'))
  await shot(page, name('emoji'))
  await page.keyboard.press('Escape')
  await page.locator(at('message-list')).evaluate((view) => (view.scrollTop -= 500))
  await shot(page, name('pane-middle'))
  await page.keyboard.press('Control+f')
  await page.waitForSelector(at('search-here'))
  await shot(page, name('search-here'))
  await page.click(at('panel-close'))
  await page.evaluate(() => (location.hash = '#/contacts'))
  await page.waitForSelector(at('contact-row'))
  await shot(page, name('contacts'))
  await page.click(at('new-group'))
  await page.waitForSelector(at('group-member'))
  await page.waitForTimeout(300)
  await shot(page, name('group-dialog'))
  await page.keyboard.press('Escape')
  await page.waitForSelector('.el-overlay', { state: 'hidden' })
  await page.fill(at('search-user'), 'a')
  await page.waitForSelector(at('search-person'))
  await shot(page, name('search'))
  await page.fill(at('search-user'), '没有这个人')
  await page.waitForSelector(at('search-none'))
  await shot(page, name('search-none'))
  await page.fill(at('search-user'), '')
  await page.click(`${at('contact-row')}[data-user="zhangwei"]`)
  await shot(page, name('contact'))
  await page.evaluate(() => (location.hash = '#/settings'))
  await page.waitForSelector(at('sign-out'))
  await shot(page, name('settings'))
  await page.context().close()
}

const wanted = process.argv[2] ?? ''
for (const size of kSizes) {
  for (const theme of ['light', 'dark']) {
    for (const language of ['zh-CN', 'en']) {
      if (`${size[0]}-${theme}-${language}`.includes(wanted)) await tour(size, theme, language)
    }
  }
}
if (!wanted || wanted === 'empty') {
  server.addUser('newcomer', '新同事')
  const page = await person(browser, base, problems)
  await signIn(page, 'newcomer')
  await page.waitForSelector(at('list-empty'))
  await shot(page, 'empty')
  await server.kill()
  await page.waitForSelector(at('connection-bar'))
  await page.waitForTimeout(1500)
  await shot(page, 'offline')
}
await browser.close()
await server.kill().catch(() => undefined)
for (const text of problems) console.log(text)
console.log(`${findings} findings, ${problems.length} problems`)
process.exit(findings + problems.length > 0 ? 1 : 0)
