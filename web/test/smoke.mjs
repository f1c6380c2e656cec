// The main job in two browsers against the mock server: `npm run build && npm run smoke`.
import assert from 'node:assert/strict'
import { at, launch, person } from './browser.mjs'
import { MockServer } from './mock_server.mjs'

const server = new MockServer()
const port = await server.start()
const base = `http://127.0.0.1:${port}/`
const browser = await launch()
const problems = []
const step = (text) => console.log(`- ${text}`)
const texts = (page) => page.locator(at('message-text')).allInnerTexts()

async function say(page, text) {
  await page.fill(at('composer'), text)
  await page.press(at('composer'), 'Enter')
}
async function expectTexts(page, wanted) {
  await page
    .waitForFunction(
      (list) =>
        JSON.stringify(
          [...document.querySelectorAll('[data-test="message-text"]')].map((e) => e.innerText),
        ) === JSON.stringify(list),
      wanted,
      { timeout: 8000 },
    )
    .catch(async () => assert.deepEqual(await texts(page), wanted))
}

try {
  step('register')
  const ann = await person(browser, base, problems)
  await ann.click(at('switch-register'))
  await ann.fill(at('register-username'), 'ann')
  await ann.fill(at('register-nickname'), '安妮')
  await ann.fill(at('register-password'), 'secret1')
  await ann.click(at('register-submit'))
  await ann.waitForSelector(at('list-empty'))
  const bob = await person(browser, base, problems)
  await bob.click(at('switch-register'))
  await bob.fill(at('register-username'), 'bob')
  await bob.fill(at('register-nickname'), 'Bob Brown')
  await bob.fill(at('register-password'), 'secret1')
  await bob.click(at('register-submit'))
  await bob.waitForSelector(at('list-empty'))

  step('friend request')
  await ann.fill(at('search-user'), 'bob')
  await ann.click(at('person-add'))
  await ann.click(at('request-send'))
  await bob.waitForSelector(`${at('nav-contacts')} ${at('unread-badge')}`)
  await bob.click(at('nav-contacts'))
  await bob.click(at('contacts-requests'))
  await bob.click(at('request-accept'))
  await bob.click(`${at('contact-row')}[data-user="ann"]`)
  await bob.click(at('contact-message'))
  await bob.waitForSelector(at('composer'))

  step('text both ways, typing, unread, read')
  await bob.type(at('composer'), 'hello')
  await ann.fill(at('search-user'), '')
  await ann.click(at('conversation-row'))
  await bob.type(at('composer'), ' ann')
  await ann.waitForSelector(at('typing'), { timeout: 6000 })
  await bob.press(at('composer'), 'Enter')
  await expectTexts(ann, ['hello ann'])
  await bob.waitForSelector(`${at('message-row')}[data-state="read"]`, { timeout: 5000 })
  await say(ann, 'hi\nbob')
  await expectTexts(bob, ['hello ann', 'hi\nbob'])
  await ann.click(at('nav-contacts'))
  await ann.waitForSelector(at('message-list'), { state: 'detached' })
  await say(bob, 'are you there?')
  await ann.waitForFunction(() => document.title === '(1) Koine')
  await ann.click(at('nav-chat'))
  await ann.waitForSelector(at('unread-line'))
  await ann.waitForFunction(() => document.title === 'Koine')

  step('the Enter that confirms a candidate never sends; Shift+Enter breaks the line')
  await bob.fill(at('composer'), '你好')
  await bob.evaluate((selector) => {
    const field = document.querySelector(selector)
    const enter = (more) =>
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, ...more }))
    enter({ isComposing: true })
    enter({ keyCode: 229 })
  }, at('composer'))
  await bob.press(at('composer'), 'Shift+Enter')
  assert.equal(await bob.inputValue(at('composer')), '你好\n')

  step('an emoji is completed; what none is called stays as it is')
  await bob.fill(at('composer'), '')
  await bob.type(at('composer'), 'well :smi')
  await bob.waitForSelector(at('emoji-choice'))
  await bob.press(at('composer'), 'ArrowDown')
  await bob.press(at('composer'), 'Enter')
  assert.match(await bob.inputValue(at('composer')), /^well \p{Emoji}\u{fe0f}?$/u)
  await bob.fill(at('composer'), '')
  await bob.type(at('composer'), 'at 10:30 :zzq')
  await bob.waitForTimeout(200)
  assert.equal(await bob.locator(at('emoji-list')).count(), 0)
  await bob.fill(at('composer'), '你好\n')

  step('back closes what lies over the page, Escape leads to the field')
  await bob.keyboard.press('Control+k')
  await bob.waitForSelector(at('switcher-field'))
  await bob.goBack()
  await bob.waitForSelector(at('switcher'), { state: 'detached' })
  await bob.focus(at('chat-info'))
  await bob.keyboard.press('Escape')
  assert.equal(await bob.evaluate(() => document.activeElement.dataset.test), 'composer')

  step('a draft stays, and a text over the limit is kept and not sent')
  await bob.click(at('nav-contacts'))
  await bob.waitForSelector(at('composer'), { state: 'detached' })
  await bob.click(at('nav-chat'))
  await bob.waitForSelector(at('composer'))
  assert.equal(await bob.inputValue(at('composer')), '你好\n')
  await bob.fill(at('composer'), '长'.repeat(5001))
  assert.ok(await bob.isDisabled(at('send')))
  await bob.press(at('composer'), 'Enter')
  assert.equal((await bob.inputValue(at('composer'))).length, 5001)
  await bob.fill(at('composer'), '')
  await expectTexts(bob, ['hello ann', 'hi\nbob', 'are you there?'])

  step('a second tab of one person: sent here, seen there; read here, read there')
  const bobToo = await bob.context().newPage()
  await bobToo.goto(base + '#/contacts')
  await bobToo.waitForSelector(at('contact-row'))
  await say(ann, 'both?')
  await expectTexts(bob, ['hello ann', 'hi\nbob', 'are you there?', 'both?'])
  await bobToo.click(at('nav-chat'))
  await expectTexts(bobToo, ['hello ann', 'hi\nbob', 'are you there?', 'both?'])
  await say(bobToo, 'yes')
  await expectTexts(bob, ['hello ann', 'hi\nbob', 'are you there?', 'both?', 'yes'])
  await bobToo.waitForFunction(() => document.title === 'Koine')
  await bob.waitForFunction(() => document.title === 'Koine')
  await bobToo.close()

  step('server killed; writing goes on; reload; back')
  await server.kill()
  await say(bob, 'one')
  await say(bob, 'two')
  await bob.waitForSelector(at('connection-bar'), { timeout: 5000 })
  assert.equal(await bob.locator(`${at('message-row')}[data-state="queued"]`).count(), 2)
  await server.start(port)
  await expectTexts(ann, ['hello ann', 'hi\nbob', 'are you there?', 'both?', 'yes', 'one', 'two'])
  await bob.waitForSelector(at('connection-bar'), { state: 'detached', timeout: 40000 })
  await bob.waitForFunction(() => !document.querySelector('[data-state="queued"]'))

  step('acknowledgement lost, then reload: nothing doubled')
  server.loseAck = true
  await say(bob, 'three')
  await expectTexts(ann, [
    'hello ann',
    'hi\nbob',
    'are you there?',
    'both?',
    'yes',
    'one',
    'two',
    'three',
  ])
  await bob.reload()
  server.loseAck = false
  await expectTexts(bob, [
    'hello ann',
    'hi\nbob',
    'are you there?',
    'both?',
    'yes',
    'one',
    'two',
    'three',
  ])
  server.swallow = true
  await say(bob, 'four')
  let asked = 0
  bob.on('dialog', (dialog) => {
    asked++
    void dialog.accept()
  })
  await bob.reload()
  assert.equal(asked, 1, 'leaving with an unsent message was asked about')
  server.swallow = false
  await expectTexts(bob, [
    'hello ann',
    'hi\nbob',
    'are you there?',
    'both?',
    'yes',
    'one',
    'two',
    'three',
    'four',
  ])
  await expectTexts(ann, [
    'hello ann',
    'hi\nbob',
    'are you there?',
    'both?',
    'yes',
    'one',
    'two',
    'three',
    'four',
  ])

  step('refused message: reason, resend')
  server.refuse = { errorCode: 10002, errorMessage: '用户不在会话中' }
  await say(bob, 'five')
  await bob.waitForSelector(`${at('message-row')}[data-state="failed"]`)
  server.refuse = null
  await bob.click(at('message-retry'))
  await bob.waitForSelector(`${at('message-row')}[data-state="failed"]`, { state: 'detached' })

  step('group')
  await ann.click(at('new-group'))
  await ann.fill(at('group-name'), '产品组')
  await ann.click(at('group-member'))
  await ann.click(at('group-create'))
  await ann.waitForSelector(at('system-row'))
  await bob.waitForSelector(`${at('conversation-row')}[data-name="产品组"]`)

  step('the frame of index.html stands where the page will stand')
  for (const [width, height] of [
    [1440, 900],
    [900, 800],
    [390, 844],
  ]) {
    const page = await person(browser, base, [], {
      viewport: { width, height },
      storageState: await ann.context().storageState(),
      // It would answer for the server, and what it answers cannot be held back here.
      serviceWorkers: 'block',
    })
    const boxes = (selector) =>
      page.locator(selector).evaluateAll((list) => {
        const found = list.map((each) => each.getBoundingClientRect().toJSON())
        return found
          .filter((box) => box.width > 0)
          .map((box) => [box.x, box.y, box.width, box.height].map(Math.round).join(' '))
      })
    await page.waitForSelector(at('conversation-row'))
    const wanted = await boxes('.rail svg, .rail .label, .own, .search')
    await page.route('**/assets/{vue,start}-*.js', (route) => route.abort())
    await page.reload()
    await page.waitForSelector('.k-frame nav')
    assert.deepEqual(
      await boxes('.k-frame nav svg, .k-frame b, .k-frame s, .k-frame .field'),
      wanted,
    )
    await page.context().close()
  }

  step('token ends: renewed once, no loop; refused: sign-in page')
  await ann.waitForTimeout(1500)
  // Nothing may be on its way, whose renewal would go with the page that asked.
  const address = ann.url()
  await ann.goto('about:blank')
  server.tokens.clear()
  server.requestLog.length = 0
  await ann.goto(address)
  await ann.waitForSelector(`${at('connection-dot')}[data-phase="online"]`)
  assert.equal(server.requestLog.filter((line) => line.includes('refresh')).length, 1)
  await ann.goto('about:blank')
  server.refuseRefresh = true
  server.tokens.clear()
  server.requestLog.length = 0
  await ann.goto(address)
  await ann.waitForSelector(at('login-username'))
  assert.equal(server.requestLog.filter((line) => line.includes('refresh')).length, 1)
  assert.deepEqual(problems, [])
  console.log('ok')
} catch (error) {
  console.error(error, problems)
  process.exitCode = 1
} finally {
  await browser.close()
  await server.kill()
}
