// The three pictures of the README: an office chats, searches, and looks at a telephone. The run
// checks what they show; `--screenshots` also writes them to docs/images.
import assert from 'node:assert/strict';
import {copyFileSync, mkdirSync, statSync} from 'node:fs';
import path from 'node:path';
import {Client} from './browser.mjs';
import {GalleryWorld} from './gallery_world.mjs';

const WIDE = {width: 1440, height: 900};
const NARROW = {width: 390, height: 844};
const MAX_BYTES = 250_000;

export class GalleryStory {
  constructor(server, browser, {outDir, prefix, startServer, pictureDir}) {
    Object.assign(this, {browser, outDir, prefix: `${prefix}gallery-`, startServer, pictureDir});
  }

  steps() {
    return [
      ['office: it has a day of messages', () => this.prepare()],
      ['office: a group with a picture, reactions and who has read', () => this.chat()],
      ['office: a search hit is jumped to, on a dark page', () => this.search()],
      ['office: the same group on a telephone', () => this.narrow()],
    ];
  }

  get errors() { return this.c?.errors ?? []; }

  async shots(what) { await this.c?.shot(what).catch(() => {}); }

  async prepare() {
    this.server = await this.startServer({testClock: true});
    this.world = await new GalleryWorld(this.server, (svg, w, h) => this.draw(svg, w, h)).build();
    const {liming} = this.world.people;
    this.c = await Client.open(this.browser, this.server.origin, 'liming', this, {
      viewport: WIDE, time: this.world.end});
    await this.c.signIn(liming.name, liming.password);
  }

  async draw(svg, width, height) {
    const page = await this.browser.newPage({viewport: {width, height}});
    await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`);
    const png = await page.screenshot();
    await page.close();
    return png;
  }

  async picture(name) {
    await this.c.page.mouse.move(WIDE.width / 2, 30);
    await this.c.until('nothing is scrolling', async () =>
        await this.c.page.locator('[data-test="sticky-day"]:visible').count() === 0);
    await this.c.shot(name);
    if (!this.pictureDir) return;
    mkdirSync(this.pictureDir, {recursive: true});
    const made = path.join(this.pictureDir, `${name}.png`);
    copyFileSync(path.join(this.outDir, `${this.prefix}${name}.png`), made);
    const {size} = statSync(made);
    assert.ok(size <= MAX_BYTES, `${made} has ${size} bytes`);
  }

  async showGroup() {
    await this.c.page.locator('[data-test="conversation-row"][data-name="产品设计群"]').click();
    await this.c.hears('那就这样定了');
    const image = this.c.get('message-image').locator('img').first();
    await this.c.until('the picture is there',
        () => image.evaluate((img) => img.complete && img.naturalWidth > 0));
  }

  async chat() {
    await this.showGroup();
    await this.c.get('reaction').and(this.c.page.locator('[data-count="3"]')).waitFor();
    const readers = this.c.message('那就这样定了').locator('[data-test="message-readers"]');
    await readers.filter({hasText: '2人未读'}).waitFor();
    await this.picture('chat');
  }

  async search() {
    await this.c.page.emulateMedia({colorScheme: 'dark'});
    await this.c.page.keyboard.press('Control+f');
    await this.c.field('search-here').fill('交互稿');
    const hits = this.c.get('search-hit');
    await this.c.until('three hits', async () => await hits.count() === 3);
    await hits.last().click();
    await this.c.hears('首页的交互稿初版');
    await this.picture('search');
    await this.c.page.keyboard.press('Escape');
  }

  async narrow() {
    await this.c.page.emulateMedia({colorScheme: 'light'});
    await this.c.click('latest').catch(() => {});
    await this.c.page.setViewportSize(NARROW);
    await this.c.page.goto(`${this.server.origin}/#/c`);
    await this.showGroup();
    await this.picture('narrow');
  }

  async close() { await this.server?.stop(); }
}
