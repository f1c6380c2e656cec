// Every main page, wide and on a telephone, light and dark, in both languages: what is written can
// be read, what is there can be touched, and nothing is wider than its place.
import assert from 'node:assert/strict';
import {Client} from './browser.mjs';
import {GalleryWorld} from './gallery_world.mjs';
import {measure} from './measure.mjs';

const WIDE = {width: 1280, height: 800};
const NARROW = {width: 390, height: 844};
// Each size, theme and language at least twice.
const TOURS = [
  {language: 'zh-CN', theme: 'light', viewport: NARROW},
  {language: 'en', theme: 'dark', viewport: NARROW},
  {language: 'en', theme: 'light', viewport: WIDE},
  {language: 'zh-CN', theme: 'dark', viewport: WIDE},
];

export class PagesStory {
  constructor(server, browser, {outDir, prefix, startServer}) {
    Object.assign(this, {browser, outDir, prefix: `${prefix}pages-`, startServer});
    this.clients = [];
    this.found = [];
  }

  get errors() { return this.clients.flatMap((c) => c.errors); }

  async shots(what) { await this.clients.at(-1)?.shot(what).catch(() => {}); }

  steps() {
    const nameOf = ({language, theme, viewport}) => `${viewport.width} px, ${theme}, ${language}`;
    return [
      ['pages: an office has a day behind it', () => this.prepare()],
      ...TOURS.map((tour) => [`pages: each page at ${nameOf(tour)}`, () => this.tour(tour)]),
      ['pages: each can be read, touched and fits', () => this.judge()],
    ];
  }

  async prepare() {
    this.server = await this.startServer({testClock: true});
    this.world = await new GalleryWorld(this.server, (svg, w, h) => this.draw(svg, w, h)).build();
  }

  async draw(svg, width, height) {
    const page = await this.browser.newPage({viewport: {width, height}});
    await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`);
    const png = await page.screenshot();
    await page.close();
    return png;
  }

  async tour({language, theme, viewport}) {
    const touch = viewport === NARROW;
    const context = await this.browser.newContext({viewport, locale: language,
      hasTouch: touch, isMobile: touch, timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce'});
    await context.clock.install({time: this.world.end});
    await context.addInitScript((chosen) => {
      if (!localStorage.getItem('koine.settings')) localStorage.setItem('koine.settings', chosen);
    }, JSON.stringify({language, theme, hinted: true}));
    this.name = `${viewport.width}-${theme}-${language}`;
    const client = new Client(this.name, await context.newPage(), this.outDir, this.prefix);
    this.clients.push(client);
    this.touch = touch;
    await client.page.goto(`${this.server.origin}/`);
    await client.field('login-username').waitFor();
    await this.look(client, 'sign-in');
    const {liming} = this.world.people;
    await client.signIn(liming.name, liming.password);
    for (const [page, ready] of this.pages()) {
      await client.page.goto(`${this.server.origin}/#/${page}`);
      await ready(client);
      await this.look(client, page.replaceAll(/\W+/g, '-'));
    }
    await context.close();
  }

  // Where they are, and what is waited for there.
  pages() {
    const {rows, people} = this.world;
    const there = (test) => (client) => client.get(test).first().waitFor();
    const composer = (client) => client.field('composer').waitFor();
    return [
      ['c', there('conversation-row')],
      [`c/${rows.design}`, composer],
      [`c/${rows.zhangwei}`, composer],
      ['contacts', there('contact-row')],
      ['contacts/requests', there('contact-request')],
      ['contacts/groups', there('group-row')],
      [`contacts/${people.zhangwei.id}`, there('contact-message')],
      ['notices', there('notice-row')],
      ['favorites', (client) => client.page.locator('h1').first().waitFor()],
      ['files', (client) => client.page.locator('h1').first().waitFor()],
      ['search', (client) => client.page.locator('main input').first().waitFor()],
      ['me', (client) => client.page.locator('h1').first().waitFor()],
      ['wallet', there('wallet-balance')],
      ['settings', there('sign-out')],
    ];
  }

  async look(client, page) {
    await client.page.evaluate(() => document.fonts.ready);
    await client.page.mouse.move(1, 1);
    await client.page.clock.runFor(1_500);
    await client.get('connection-bar').waitFor({state: 'detached'});
    await client.shot(`${this.name}-${page}`);
    for (const found of await measure(client.page, {touch: this.touch})) {
      this.found.push(`${this.name} ${page}: ${found}`);
    }
  }

  judge() {
    const found = [...new Set(this.found)];
    assert.equal(found.length, 0, `\n${found.join('\n')}`);
  }

  async close() { await this.server?.stop(); }
}
