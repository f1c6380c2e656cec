// What a day of use costs, in Chromium against the stand-in server: memory after many conversations
// were opened, and work while messages pour in. Part of `npm run speed`.
import { at, person, signIn } from './browser.mjs'
import { MockServer } from './mock_server.mjs'
import { share } from './share.mjs'

const list = at('message-list')
const kChats = 50
const kMessages = 5_000
const kBurstPerS = 200
const kBurstS = 30

async function filled(messages) {
  const server = new MockServer()
  const ann = server.addUser('ann', '安妮')
  const chats = []
  for (let i = 0; i <= kChats; i++) {
    const other = server.addUser(`other${i}`, `同事 ${i}`)
    const chat = server.addConversation('PRIVATE', [ann, other])
    for (let j = 0; j < messages; j++) {
      const text = `第 ${j} 条消息，内容是一句不太长的话，编号 ${i}-${j}`
      server.addMessage(chat, other.id, text, Date.now() - (messages - j) * 60_000)
    }
    chat.members.get(ann.id).read = server.messages.at(-1).id
    chats.push(chat)
  }
  return { server, ann, chats, base: `http://127.0.0.1:${await server.start()}/` }
}

/** Of the page's main thread, in ms of its own time, and how much it keeps. */
async function metricsOf(session) {
  const { metrics } = await session.send('Performance.getMetrics')
  const value = (name) => metrics.find((each) => each.name === name)?.value ?? NaN
  return {
    busyMs: value('TaskDuration') * 1000,
    heapMb: value('JSHeapUsedSize') / 2 ** 20,
    nodes: value('Nodes'),
  }
}
async function watched(page) {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return session
}

/** All conversations opened once, one of them read to its beginning. */
export async function memory(browser, judge, problems) {
  const { server, chats, base } = await filled(kMessages)
  const page = await person(browser, base, problems)
  try {
    await signIn(page, 'ann')
    const session = await watched(page)
    for (const [i, chat] of chats.entries()) {
      await page.goto(`${base}#/c/${chat.id}`)
      await placed(page)
      await page.waitForTimeout(100)
      if (i === 0) await readAll(page)
    }
    for (let i = 0; i < 2; i++) await session.send('HeapProfiler.collectGarbage')
    const { heapMb, nodes } = await metricsOf(session)
    judge(`heap after ${chats.length} conversations of ${kMessages} messages`, heapMb, 120, 'MB')
    judge('nodes of the page after them', nodes, 3_000, '  ')
  } finally {
    await page.context().close()
    await server.kill()
  }
}

/** Without a handle, which would keep the element for as long as the page lives. */
function placed(page) {
  return page.evaluate(async (selector) => {
    while (!document.querySelector(selector)) await new Promise(requestAnimationFrame)
  }, `${list}.placed`)
}

async function readAll(page) {
  for (let i = 0; i < 1_000; i++) {
    if (await page.getByText('没有更早的消息').isVisible()) return
    await page.evaluate((selector) => (document.querySelector(selector).scrollTop = 0), list)
    await page.waitForTimeout(30)
  }
  throw new Error('the beginning was not reached')
}

/** Messages into the open conversation and all others, while somebody types. */
export async function burst(browser, judge, problems) {
  const { server, ann, chats, base } = await filled(60)
  const page = await person(browser, base, problems)
  try {
    await signIn(page, 'ann')
    await page.goto(`${base}#/c/${chats[0].id}`)
    await placed(page)
    await page.waitForTimeout(1_500)
    const session = await watched(page)
    await page.evaluate(watchKeysAndList)
    const before = await metricsOf(session)
    const from = Date.now()
    const sending = pour(server, ann, chats)
    const text = 'words typed while messages pour in '
    while (Date.now() - from < kBurstS * 1000) await page.type(at('composer'), text, { delay: 80 })
    const sent = await sending
    const seconds = (Date.now() - from) / 1000
    const after = await metricsOf(session)
    const { keys, draws } = await page.evaluate(() => window.kSeen)
    console.log(`        ${sent} messages in ${seconds.toFixed(0)} s, ${keys.length} keys`)
    const busy = (after.busyMs - before.busyMs) / seconds / 10
    judge(`of a core, ${kBurstPerS} messages a second`, busy, 60, '% ')
    judge('key to frame meanwhile, p98', share(keys, 0.98), 50)
    judge('the list drawn anew, times a second', draws / seconds, 10, '  ')
    await page.waitForSelector(`text=m${sent - 1}.`)
  } finally {
    await page.context().close()
    await server.kill()
  }
}

/** One of eleven goes into the open conversation. Resolves with how many there were. */
async function pour(server, ann, chats) {
  const from = Date.now()
  let sent = 0
  for (;;) {
    const passed = Date.now() - from
    if (passed >= kBurstS * 1000) break
    for (; sent < (passed / 1000) * kBurstPerS; sent++) {
      const chat = chats[sent % 11 === 0 ? 0 : 1 + (sent % kChats)]
      const other = [...chat.members.keys()].find((id) => id !== ann.id)
      server.publish(server.addMessage(chat, other, `m${sent}. 一条新消息`))
    }
    await new Promise((done) => setTimeout(done, 5))
  }
  const chat = chats[0]
  const other = [...chat.members.keys()].find((id) => id !== ann.id)
  server.publish(server.addMessage(chat, other, `m${sent}. 最后一条`))
  return sent + 1
}

/** Runs in the page. */
function watchKeysAndList() {
  const seen = { keys: [], draws: 0 }
  window.kSeen = seen
  document.addEventListener(
    'keydown',
    (event) => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel()
        channel.port1.onmessage = () => seen.keys.push(performance.now() - event.timeStamp)
        channel.port2.postMessage(0)
      })
    },
    true,
  )
  const rows = document.querySelector('[data-test="conversation-row"]').parentElement
  new MutationObserver(() => seen.draws++).observe(rows, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  })
}
