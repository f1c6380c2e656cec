// Debian's Chromium through playwright-core, and the parts of the page that tests touch.
import path from 'node:path';
import {chromium} from 'playwright-core';
import {PATIENCE} from '../lib/patience.mjs';

export const WAIT_MS = 10_000 * PATIENCE;
// The shell draws the same pages and takes a third less of the processors; it has no notifications.
const SHELL = process.env.KOINE_CHROMIUM_SHELL ?? '/usr/bin/chromium-headless-shell';
const WHOLE = process.env.KOINE_CHROMIUM ?? '/usr/bin/chromium';
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

// `whole`: the browser that people use, with all of its parts.
export function launch({whole = false} = {}) {
  return chromium.launch({executablePath: whole ? WHOLE : SHELL, headless: true, args: ARGS});
}

// One person at one browser. Each has a context of its own, so nothing is shared but the server.
export class Client {
  constructor(name, page, outDir, prefix) {
    Object.assign(this, {name, page, outDir, prefix});
    this.errors = [];
    page.on('pageerror', (e) => this.errors.push(`${name}: ${e.message}`));
    page.setDefaultTimeout(WAIT_MS);
  }

  // `time` sets the clock of the page, for a server whose clock was moved.
  static async open(browser, origin, name, {outDir, prefix},
      {viewport = {width: 1280, height: 800}, time = null} = {}) {
    const context = await browser.newContext({viewport, locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai'});
    if (time) await context.clock.install({time});
    const client = new Client(name, await context.newPage(), outDir, prefix);
    await client.page.goto(`${origin}/`);
    return client;
  }

  get(test) { return this.page.locator(`[data-test="${test}"]`); }

  // The input or text area that carries the name, or that lies within what carries it.
  field(test) {
    const named = `[data-test="${test}"]`;
    return this.page.locator(['input', 'textarea'].flatMap(
        (tag) => [`${tag}${named}`, `${named} ${tag}`]).join(', ')).first();
  }

  click(test) { return this.get(test).first().click(); }

  async shot(what) {
    await this.page.screenshot({path: path.join(this.outDir, `${this.prefix}${what}.png`)});
  }

  async register(username, nickname, password) {
    await this.click('switch-register');
    await this.field('register-username').fill(username);
    await this.field('register-nickname').fill(nickname);
    await this.field('register-password').fill(password);
    await this.click('register-submit');
    await this.field('search-user').waitFor();
  }

  async signIn(username, password) {
    await this.field('login-username').fill(username);
    await this.field('login-password').fill(password);
    await this.click('login-submit');
    await this.field('search-user').waitFor();
  }

  // The line of a person in the results of a search for their username.
  async findPerson(username) {
    await this.field('search-user').fill(username);
    const row = this.page.locator(`[data-test="search-person"][data-user="${username}"]`);
    await row.waitFor();
    return row;
  }

  async openConversation(title) {
    await this.get('conversation-row').filter({hasText: title}).first().click();
    await this.field('composer').waitFor();
  }

  async say(text) {
    const composer = this.field('composer');
    await composer.fill(text);
    await composer.press('Enter');
    await this.message(text).waitFor();
  }

  message(text) { return this.get('message-row').filter({hasText: text}); }

  async hears(text) { await this.message(text).first().waitFor(); }

  // Waits until `test()` holds, or throws an error that says what was waited for.
  async until(what, test) {
    const end = Date.now() + WAIT_MS;
    for (;;) {
      if (await test()) return;
      if (Date.now() > end) throw new Error(`${this.name} waited in vain: ${what}`);
      await this.page.waitForTimeout(100);
    }
  }

  // All texts of messages on the page, in their order, as the rows show them.
  async texts(pattern) {
    const rows = await this.get('message-row').allInnerTexts();
    return rows.flatMap((row) => row.match(pattern) ?? []);
  }
}
