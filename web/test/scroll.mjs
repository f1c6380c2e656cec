// The message list under a reader's eye, in Chromium: nothing moves that should not.
// `npm run scroll`.
import assert from 'node:assert/strict'
import { at, launch, person, signIn } from './browser.mjs'
import { MockServer } from './mock_server.mjs'

const server = new MockServer()
const ann = server.addUser('ann', '安妮')
const bob = server.addUser('bob', 'Bob')
const dm = server.addConversation('PRIVATE', [ann, bob])
const kRows = 2000
for (let i = 0; i < kRows; i++) {
  const text = `row ${i}` + (i % 7 === 0 ? '\nmore\nlines'.repeat(1 + (i % 5)) : '')
  server.addMessage(dm, i % 3 ? bob.id : ann.id, text, Date.now() - (kRows - i) * 90_000)
}
dm.members.get(ann.id).read = server.messages.at(-1).id
const [other, unknown] = [1, 2].map((n) => {
  const chat = server.addConversation('GROUP', [ann, bob], { name: `group ${n}` })
  for (let i = 0; i < 60; i++) {
    server.addMessage(chat, bob.id, `old ${i}\n`.repeat(1 + (i % 4)), Date.now() - 9e8 + i)
  }
  chat.members.get(ann.id).read = server.messages.at(-1).id
  return chat
})
const base = `http://127.0.0.1:${await server.start()}/`
const browser = await launch()
const problems = []
const list = at('message-list')

/** Text and distance from the top of the first bubble that is wholly visible. */
function anchor(page) {
  return page.evaluate((selector) => {
    const view = document.querySelector(selector)
    const top = view.getBoundingClientRect().top
    for (const row of view.querySelectorAll('[data-test="message-row"]')) {
      const y = row.getBoundingClientRect().top - top
      if (y >= 0) return { id: row.dataset.id, y: Math.round(y) }
    }
    return null
  }, list)
}
function positionOf(page, id) {
  return page.evaluate(
    ([selector, wanted]) => {
      const view = document.querySelector(selector)
      const row = view.querySelector(`[data-id="${wanted}"]`)
      return row
        ? Math.round(row.getBoundingClientRect().top - view.getBoundingClientRect().top)
        : null
    },
    [list, id],
  )
}
/**
 * Opens a conversation by its row; where `watched` stood, in px from the top of the list, in each
 * frame that showed the list.
 */
function openAt(page, id, watched = '') {
  return page.evaluate(
    async ([selector, wanted, row]) => {
      // Of the frame as it is painted: a script sees rows before they are measured.
      const painted = (view) =>
        new Promise((done) => {
          const observer = new IntersectionObserver(
            ([entry]) => {
              observer.disconnect()
              done(Math.round(entry.boundingClientRect.top - entry.rootBounds.top))
            },
            { root: view },
          )
          observer.observe(view.querySelector(row))
        })
      const before = document.querySelector(selector)
      document.querySelector(`[data-test="conversation-row"][data-id="${wanted}"]`).click()
      const found = []
      for (let frames = 0; frames < 20;) {
        await new Promise(requestAnimationFrame)
        const view = document.querySelector(`${selector}.placed`)
        if (!view || view === before) continue
        frames++
        if (row) found.push(painted(view))
      }
      return [...new Set(await Promise.all(found))]
    },
    [list, id, watched],
  )
}
/** Whether the end is in view; a busy machine gets some seconds for it. */
async function isAtEnd(page) {
  for (let i = 0; i < 30 && (await fromEnd(page)) > 1; i++) await page.waitForTimeout(100)
  return (await fromEnd(page)) <= 1
}
function third(page) {
  return page.evaluate((selector) => document.querySelector(selector).clientHeight / 3, list)
}
function fromEnd(page) {
  return page.evaluate((selector) => {
    const view = document.querySelector(selector)
    return Math.round(view.scrollHeight - view.clientHeight - view.scrollTop)
  }, list)
}

try {
  const page = await person(browser, base, problems)
  await signIn(page, 'ann')
  await page.click(at('conversation-row'))
  await page.waitForSelector(`${list}.placed`)
  await page.waitForTimeout(300)
  assert.ok(await isAtEnd(page), 'opens at the end')

  console.log('- older pages')
  for (const offset of [400, 50, 1, 0, 0, 1]) {
    await page.waitForTimeout(400)
    const loaded = server.requestLog.filter((line) => line.includes('/message/list')).length
    server.delayMs = 700
    await page.evaluate(
      ([selector, y]) => (document.querySelector(selector).scrollTop = y),
      [list, offset],
    )
    await page.waitForTimeout(400)
    const before = await anchor(page)
    await page.waitForTimeout(1000)
    const after = await positionOf(page, before.id)
    const asked = server.requestLog.filter((line) => line.includes('/message/list')).length - loaded
    console.log(
      `  at ${offset}: ${asked} page(s), moved ${after === null ? 'away' : after - before.y} px`,
    )
    assert.ok(asked >= 1, 'a page was asked for')
    assert.equal(after, before.y, `the row under the eye at offset ${offset}`)
    server.delayMs = 0
  }

  console.log('- new messages while reading above')
  await page.evaluate((selector) => (document.querySelector(selector).scrollTop = 3000), list)
  await page.waitForTimeout(800)
  const before = await anchor(page)
  for (let i = 0; i < 3; i++) server.publish(server.addMessage(dm, bob.id, `new ${i}\nline\nline`))
  await page.waitForTimeout(400)
  assert.equal(await positionOf(page, before.id), before.y)
  assert.match(await page.locator(at('latest')).innerText(), /3/)

  console.log('- latest button, sticky end')
  await page.click(at('latest'))
  await page.waitForTimeout(500)
  assert.ok(await isAtEnd(page))
  for (let i = 0; i < 5; i++) {
    server.publish(server.addMessage(dm, bob.id, 'tall\n'.repeat(i * 3 + 1)))
    await page.waitForTimeout(150)
    assert.ok(await isAtEnd(page), `the end stays in view, message ${i}`)
  }
  await page.fill(at('composer'), 'a\nb\nc\nd\ne')
  await page.waitForTimeout(200)
  assert.ok(await isAtEnd(page), 'the end stays in view when the field grows')
  await page.press(at('composer'), 'Enter')
  await page.waitForTimeout(200)
  assert.ok(await isAtEnd(page), 'and after sending')
  await page.setViewportSize({ width: 1100, height: 600 })
  await page.waitForTimeout(300)
  assert.ok(await isAtEnd(page), 'and when the window changes size')

  // The hint that appears after the first message takes room from the list.
  await page.click(at('notify-later'))
  console.log('- left and opened again: at the same place, from the first frame on')
  await page.setViewportSize({ width: 1440, height: 900 })
  await openAt(page, other.id)
  await openAt(page, dm.id)
  assert.ok(await isAtEnd(page), 'at the end, where it was left')
  // So many rows stay loaded, and a reader's place among them is kept.
  await page.evaluate((selector) => (document.querySelector(selector).scrollTop -= 1500), list)
  await page.waitForTimeout(300)
  const left = await anchor(page)
  await openAt(page, other.id)
  assert.deepEqual(await openAt(page, dm.id, `[data-id="${left.id}"]`), [left.y])

  console.log('- unread ones: the line at one third, from the first frame on')
  for (const known of [false, true]) {
    const chat = known ? other : unknown
    if (known) await openAt(page, dm.id)
    for (let i = 0; i < 30; i++) {
      server.publish(server.addMessage(chat, bob.id, `unread ${i}\n`.repeat(1 + (i % 3))))
    }
    await page.waitForSelector(`${at('conversation-row')}[data-id="${chat.id}"] >> text=/^30$/`)
    const stood = await openAt(page, chat.id, '[data-test="unread-line"]')
    assert.deepEqual(stood, [Math.round(await third(page))])
  }

  console.log('- started anew, with rows of the last visit and unread ones since then')
  await openAt(page, dm.id)
  await openAt(page, other.id)
  await page.waitForTimeout(2500)
  await page.goto('about:blank')
  for (let i = 0; i < 30; i++) server.addMessage(other, bob.id, `away ${i}`)
  server.delayMs = 400
  await page.goto(`${base}#/c/${other.id}`)
  await page.waitForSelector(`${list}.placed`)
  await page.waitForSelector(at('unread-line'))
  await page.waitForTimeout(300)
  server.delayMs = 0
  const from = await page.evaluate(
    ([selector, line]) => {
      const top = document.querySelector(selector).getBoundingClientRect().top
      return Math.round(document.querySelector(line).getBoundingClientRect().top - top)
    },
    [list, at('unread-line')],
  )
  assert.equal(from, Math.round(await third(page)))

  console.log('- a jump: the message at one third')
  for (const wanted of [server.messages[40], server.messages[1200]]) {
    await page.goto(`${base}#/c/${dm.id}/m/${wanted.id}`)
    await page.waitForSelector(`${list}.placed [data-id="${wanted.id}"]`)
    await page.waitForTimeout(200)
    assert.ok(Math.abs((await positionOf(page, wanted.id)) - (await third(page))) <= 1)
  }
  await page.goto(`${base}#/c/${dm.id}`)
  await page.click(at('latest'))
  await page.waitForTimeout(500)
  assert.ok(await isAtEnd(page), 'and back to the end')

  console.log('- all the way up: every row once, in order')
  const seen = new Set()
  for (let i = 0; i < 1000; i++) {
    const ids = await page
      .locator(at('message-row'))
      .evaluateAll((rows) => rows.map((row) => row.dataset.id))
    ids.forEach((id) => seen.add(Number(id)))
    assert.deepEqual(
      ids,
      [...ids].sort((a, b) => a - b),
    )
    if (await page.getByText('没有更早的消息').isVisible()) break
    await page.evaluate((selector) => (document.querySelector(selector).scrollTop -= 4000), list)
    await page.waitForTimeout(60)
  }
  assert.ok(seen.has(server.messages[0].id), 'the first message was reached')
  const nodes = await page.locator(at('message-row')).count()
  assert.ok(nodes < 80, `${nodes} rows in the page`)

  assert.deepEqual(problems, [])
  console.log('ok')
} catch (error) {
  console.error(error, problems)
  process.exitCode = 1
} finally {
  await browser.close()
  await server.kill()
}
