// Ann keeps people outside the company in groups, finds and reaches them, and takes over a file of
// another address book; nothing of it is Bob's. An administrator takes over a tree of departments.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {administrator, must, person} from '../lib/world.mjs';
import {measure} from './measure.mjs';
import {Story} from './story.mjs';

const NARROW = 500;
const LOOKS = [
  {name: 'wide-zh', language: 'zh-CN', theme: 'light', viewport: {width: 1280, height: 900}},
  {name: 'wide-en', language: 'en', theme: 'dark', viewport: {width: 1280, height: 900}},
  {name: 'narrow-zh', language: 'zh-CN', theme: 'light', viewport: {width: 390, height: 844}},
];
const TABLE = '姓名,公司,手机号,标签\n王伟,Acme,138 0000 0001,客户\nCy,,,\n,Nobody,,\n';

const csv = (name, text) => ({name, mimeType: 'text/csv', buffer: Buffer.from(text)});

export class OfficeExternalStory extends Story {
  constructor(server, browser, place) { super(server, browser, place, 'external-'); }

  steps() {
    return [
      ['external: a contact comes into a group', () => this.write()],
      ['external: it is found, starred and reached', () => this.find()],
      ['external: a table is tried and taken over', () => this.take()],
      ['external: a tree of departments is taken over', () => this.organization()],
      ['external: its pages can be read and fit', () => this.judge()],
    ];
  }

  async goto(client, place = 'external') {
    await client.page.goto(`${this.server.origin}/#/office/${place}`);
  }

  row(client, name) {
    return client.page.locator(`[data-test="external-row"][data-name="${name}"]`);
  }

  async write() {
    const {http, uniq} = this;
    this.ann = await person(http, 'ann', `x${uniq}`);
    this.bob = await person(http, 'bob', `x${uniq}`);
    const a = this.a = await this.open(this.ann);
    this.b = await this.open(this.bob);
    await this.goto(a);
    await a.get('external-empty').waitFor();
    await a.click('external-group-create');
    await a.field('external-group-name').fill('供应商');
    await a.click('external-group-save');
    await a.page.locator('[data-test="external-group"][data-name="供应商"]').waitFor();
    await a.click('external-create');
    await a.field('external-name').fill('Eve Miller');
    await a.field('external-company').fill('Acme');
    await a.field('external-mobile').fill('+49 30 1234567');
    await a.field('external-email').fill('eve@example.org');
    await a.field('external-tags').fill('buyer, fair');
    await a.shot('1-form');
    await a.click('external-save');
    await this.row(a, 'Eve Miller').waitFor();
    await this.goto(this.b);
    await this.b.get('external-empty').waitFor();
  }

  async find() {
    const {a} = this;
    await a.click('external-all');
    await a.field('external-find').fill('acm');
    await this.row(a, 'Eve Miller').waitFor();
    await a.field('external-find').fill('nobody at all');
    await a.get('external-empty').waitFor();
    await a.field('external-find').fill('');
    await this.row(a, 'Eve Miller').locator('[data-test="external-star"]').click();
    await a.click('external-starred');
    await this.row(a, 'Eve Miller').locator('[data-test="external-open"]').click();
    assert.equal(await a.get('external-call').getAttribute('href'), 'tel:+49301234567');
    assert.equal(await a.get('external-mail').getAttribute('href'), 'mailto:eve@example.org');
    await a.get('external-card').getByText('外部', {exact: true}).waitFor();
    await a.shot('2-card');
    await a.click('external-edit');
    await a.field('external-position').fill('Buyer');
    await a.click('external-save');
    await this.row(a, 'Eve Miller').filter({hasText: 'Acme · Buyer'}).waitFor();
  }

  async take() {
    const {a} = this;
    await a.click('external-all');
    await a.click('external-more');
    await a.click('import');
    await a.get('import-file').setInputFiles(csv('people.csv', TABLE));
    await a.get('import-row').filter({hasText: '没有姓名'}).waitFor();
    assert.equal(await this.row(a, '王伟').count(), 0);
    await a.shot('3-import');
    await a.click('import-go');
    await this.row(a, '王伟').waitFor();
    await this.row(a, 'Cy').waitFor();
    await a.click('external-more');
    const [file] = await Promise.all([a.page.waitForEvent('download'), a.click('export-table')]);
    assert.match(readFileSync(await file.path(), 'utf8'), /Eve Miller,Acme,Buyer/);
  }

  async organization() {
    const {http, uniq, ann} = this;
    await administrator(http);
    const boss = this.c = await this.visit('boss');
    await boss.signIn('admin', this.server.options?.adminPassword ?? 'test-admin-1');
    await this.goto(boss, 'departments');
    await boss.click('department-more');
    await boss.click('org-import');
    const lines = ['部门,用户名,职位', `T${uniq},,`, `T${uniq}/Sales,${ann.name},clerk`,
      `T${uniq},nobody${uniq},`];
    await boss.get('import-file').setInputFiles(csv('departments.csv', lines.join('\n')));
    await boss.get('import-row').filter({hasText: '没有这个用户'}).waitFor();
    await boss.shot('4-departments');
    await boss.click('import-go');
    await boss.get('department-node').filter({hasText: `T${uniq}`}).waitFor();
    const found = await must(http, 'GET', `/organization/user/${ann.id}/departments`, ann.token);
    assert.deepEqual(found.map((each) => each.departmentName), ['Sales']);
  }

  async judge() {
    const found = [];
    const {page} = this.a;
    for (const {name, language, theme, viewport} of LOOKS) {
      await page.setViewportSize(viewport);
      await page.evaluate((chosen) => localStorage.setItem('koine.settings', chosen),
          JSON.stringify({language, theme, hinted: true}));
      await page.reload();
      await this.row(this.a, 'Eve Miller').waitFor();
      const touch = viewport.width < NARROW;
      const look = async (what) => {
        await page.mouse.move(1, 1);
        await this.a.shot(`5-${name}${what}`);
        const wrong = await measure(page, {touch});
        found.push(...wrong.map((each) => `${name}${what}: ${each}`));
      };
      await look('');
      await this.row(this.a, 'Eve Miller').locator('[data-test="external-open"]').click();
      await this.a.get('external-card').waitFor();
      // It comes by and by.
      await page.waitForFunction(() => !document.querySelector('[class*="fade-enter"]'));
      await look('-card');
      await page.keyboard.press('Escape');
      await this.gone(this.a, 'external-card');
    }
    assert.equal(found.length, 0, `\n${found.join('\n')}`);
  }
}
