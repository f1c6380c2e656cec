// An administrator adds an application, shows it to one person, changes its mind and takes it away;
// Ann finds it on their workbench, with the site that it leads to.
import assert from 'node:assert/strict';
import {ADMIN_PASSWORD} from '../lib/server.mjs';
import {administrator, must, person} from '../lib/world.mjs';
import {measure} from './measure.mjs';
import {Story} from './story.mjs';

const NARROW = 500;
const LOOKS = [
  {name: 'wide-zh', language: 'zh-CN', theme: 'light', viewport: {width: 1280, height: 900}},
  {name: 'wide-en', language: 'en', theme: 'dark', viewport: {width: 1280, height: 900}},
  {name: 'narrow-zh', language: 'zh-CN', theme: 'light', viewport: {width: 390, height: 844}},
];

export class OfficeAppsStory extends Story {
  constructor(server, browser, place) { super(server, browser, place, 'apps-'); }

  steps() {
    return [
      ['office apps: one is made and found on the workbench', () => this.make()],
      ['office apps: it is shown to some, and hidden', () => this.choose()],
      ['office apps: its pages can be read and fit', () => this.judge()],
      ['office apps: it is taken away', () => this.drop()],
    ];
  }

  row(code) { return this.c.page.locator(`[data-app="${code}"]`); }

  async goto(client, path) {
    await client.page.goto(`${this.server.origin}/#/office${path}`);
  }

  // What is on the workbench now.
  async again(client) {
    await this.goto(client, '/tasks');
    await this.goto(client, '');
    await client.get('app-ding').waitFor();
  }

  async make() {
    const {http, uniq} = this;
    this.code = `wiki-${uniq}`;
    this.name = `Wiki ${uniq}`;
    this.admin = await administrator(http);
    this.ann = await person(http, 'ann', `w${uniq}`);
    this.bob = await person(http, 'bob', `w${uniq}`);
    this.a = await this.open(this.ann);
    this.c = await this.open({name: 'admin', password: ADMIN_PASSWORD});
    const {a, c} = this;
    await this.goto(c, '');
    await c.click('apps-manage');
    await c.get('apps').waitFor();
    await c.click('app-create');
    await c.field('app-name').fill(this.name);
    await c.field('app-code').fill(this.code);
    await c.field('app-url').fill('http://wiki.example.org');
    assert.ok(await c.get('app-save').isDisabled(), 'an address without TLS');
    await c.field('app-url').fill('https://wiki.example.org/start');
    await c.shot('1-new');
    await c.click('app-save');
    await this.row(this.code).filter({hasText: 'wiki.example.org'}).waitFor();
    await this.again(a);
    const app = a.page.locator('[data-test="app-grid"] a').filter({hasText: this.name});
    await app.filter({hasText: 'wiki.example.org'}).waitFor();
    assert.equal(await app.getAttribute('href'), 'https://wiki.example.org/start');
    assert.equal(await app.getAttribute('rel'), 'noopener noreferrer');
    // Whoever managed it sees it as everybody else.
    assert.equal(await a.get('apps-manage').count(), 0);
  }

  async choose() {
    const {a, c, http} = this;
    await this.row(this.code).locator('[data-test="app-scope"]').click();
    await c.get('scope-USER').check();
    assert.ok(await c.get('scope-save').isDisabled(), 'for nobody');
    await c.get('scope-ALL').check();
    await c.get('scope-visible').uncheck();
    await c.shot('2-scope');
    await c.click('scope-save');
    await this.row(this.code).filter({hasText: '已隐藏'}).waitFor();
    await this.again(a);
    const app = a.page.locator('[data-test="app-grid"] a').filter({hasText: this.name});
    assert.equal(await app.count(), 0);
    const all = await must(http, 'GET', '/app/list', this.admin.token);
    const {id} = all.find((each) => each.code === this.code);
    await must(http, 'PUT', `/app/${id}/visibility`, this.admin.token,
        {isVisible: true, scopeType: 'USER', scopeIds: [this.ann.id]});
    await this.again(a);
    await app.waitFor();
    // The dialog knows for whom it is.
    await c.page.reload();
    await this.row(this.code).filter({hasText: '1 人可见'}).waitFor();
    await this.row(this.code).locator('[data-test="app-scope"]').click();
    await c.page.getByText(this.ann.nick).first().waitFor();
    await c.page.keyboard.press('Escape');
    await this.gone(c, 'scope-save');
  }

  async judge() {
    const {c} = this;
    const found = [];
    for (const {name, language, theme, viewport} of LOOKS) {
      await c.page.setViewportSize(viewport);
      await c.page.evaluate((chosen) => localStorage.setItem('koine.settings', chosen),
          JSON.stringify({language, theme, hinted: true}));
      await c.page.reload();
      await c.get('apps').waitFor();
      for (const [path, ready] of [['', 'app-grid'], ['/apps', 'apps']]) {
        await this.goto(c, path);
        await c.get(ready).waitFor();
        await c.page.mouse.move(1, 1);
        await c.shot(`3-${name}${path ? '-manage' : ''}`);
        const wrong = await measure(c.page, {touch: viewport.width < NARROW});
        found.push(...wrong.map((each) => `${name} ${path}: ${each}`));
      }
    }
    assert.equal(found.length, 0, `\n${found.join('\n')}`);
  }

  async drop() {
    const {a, c} = this;
    await this.row(this.code).locator('[data-test="app-delete"]').click();
    await c.page.locator('.k-danger-button').click();
    await this.row(this.code).waitFor({state: 'detached'});
    await this.again(a);
    const app = a.page.locator('[data-test="app-grid"] a').filter({hasText: this.name});
    assert.equal(await app.count(), 0);
  }
}
