// The page of the API: every dialect is there, and each operation can be sent from it, also to a
// dialect at another address; wide and light, narrow and dark, in both languages.
import assert from 'node:assert/strict';
import {secretOf} from '../lib/openim.mjs';
import {Client} from './browser.mjs';

const WIDE = {viewport: {width: 1280, height: 800}, colorScheme: 'light', locale: 'en'};
const NARROW = {viewport: {width: 390, height: 844}, colorScheme: 'dark', locale: 'zh-CN'};

export class ApiPageStory {
  constructor(server, browser, {outDir, prefix, uniq}) {
    Object.assign(this, {server, browser, outDir, prefix: `${prefix}doc-`, uniq});
    this.clients = [];
  }

  get errors() { return this.clients.flatMap((c) => c.errors); }

  async shots(what) { await this.clients.at(-1)?.shot(what).catch(() => {}); }

  steps() {
    return [
      ['apipage: it shows every dialect and what programs read', () => this.shows()],
      ['apipage: a sign-in is tried, and its token goes with the next call', () => this.tries()],
      ['apipage: an operation at another address is tried', () => this.elsewhere()],
      ['apipage: a file is sent', () => this.file()],
      ['apipage: it fits a telephone, dark and in Chinese', () => this.narrow()],
    ];
  }

  async visit(options) {
    const context = await this.browser.newContext(options);
    const client = new Client(options.locale, await context.newPage(), this.outDir, this.prefix);
    this.clients.push(client);
    await client.page.goto(`${this.server.origin}/doc.html`);
    await client.page.locator('details').first().waitFor();
    this.page = client.page;
  }

  // The operation, open.
  async find(method, path) {
    await this.page.fill('#search', path);
    const one = this.page.locator('details')
        .filter({has: this.page.locator(`.method.${method}`)})
        .filter({has: this.page.getByText(path, {exact: true})}).first();
    if (!await one.evaluate((node) => node.open)) await one.locator('summary').click();
    await one.locator('.try').waitFor();
    return one;
  }

  async send(one) {
    await one.locator('button.send').click();
    await one.locator('.output pre').waitFor();
    return one.locator('.output').innerText();
  }

  async shows() {
    await this.visit(WIDE);
    const headings = await this.page.locator('nav b').allInnerTexts();
    assert.deepEqual(headings, ['appim', 'imchat', 'openim', 'ruoyi']);
    const links = await this.page.locator('main a').allInnerTexts();
    assert.ok(links.includes('/asyncapi.json'), links.join(' '));
    await this.page.fill('#search', 'keep the session alive');
    assert.ok(await this.page.locator('details .frame').count() >= 3);
  }

  fields() { return JSON.stringify({username: `doc_${this.uniq}`, password: 'kettle-42'}); }

  async tries() {
    for (const path of ['/api/im/auth/register', '/api/im/auth/login']) {
      const one = await this.find('post', path);
      await one.locator('textarea').fill('{');
      await one.locator('button.send').click();
      await one.getByText('This is no JSON').waitFor();
      await one.locator('textarea').fill(this.fields());
      assert.match(await this.send(one), /HTTP 200/);
    }
    const profile = await this.send(await this.find('get', '/api/im/user/profile'));
    assert.match(profile, new RegExp(`doc_${this.uniq}`));
    const one = await this.find('get', '/api/im/user/profile');
    await one.getByLabel('Token').fill('no token');
    await one.locator('button.send').click();
    await one.locator('.output').getByText('HTTP 401').waitFor();
  }

  async elsewhere() {
    const one = await this.find('post', '/auth/get_admin_token');
    await one.getByLabel('Address').fill(`http://${this.server.addresses.openim_api}`);
    const secret = secretOf(this.server);
    await one.locator('textarea').fill(JSON.stringify({secret, userID: 'imAdmin'}));
    assert.match(await this.send(one), /"errCode": 0/);
  }

  async file() {
    const login = await this.find('post', '/api/im/auth/login');
    await login.locator('textarea').fill(this.fields());
    assert.match(await this.send(login), /HTTP 200/);
    const one = await this.find('post', '/api/im/file/upload');
    await one.locator('textarea').fill('{}');
    await one.locator('input[type=file]').setInputFiles(
        {name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('meet at three')});
    assert.match(await this.send(one), /note\.txt/);
  }

  async narrow() {
    await this.visit(NARROW);
    await this.find('post', '/api/im/message/send');
    const [width, ground] = await this.page.evaluate(() =>
      [document.documentElement.scrollWidth, getComputedStyle(document.body).backgroundColor]);
    assert.equal(width, NARROW.viewport.width);
    assert.equal(ground, 'rgb(20, 24, 30)');
    await this.page.getByText('试一试').first().waitFor();
    await this.shots('narrow');
  }
}
