// Ann writes a document and shares it; Bob comments on it; an older version comes back. Both write
// at once, and nothing of either is lost. It goes into the trash and out of it.
import assert from 'node:assert/strict';
import {must, person} from '../lib/world.mjs';
import {measure} from './measure.mjs';
import {Story} from './story.mjs';

const NARROW = 500;
const LOOKS = [
  {name: 'wide-zh', language: 'zh-CN', theme: 'light', viewport: {width: 1280, height: 900}},
  {name: 'wide-en', language: 'en', theme: 'dark', viewport: {width: 1280, height: 900}},
  {name: 'narrow-zh', language: 'zh-CN', theme: 'light', viewport: {width: 390, height: 844}},
];
const EVIL = '<p>shown <a href="javascript:window.hurt=1">link</a></p>' +
    '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>' +
    '<svg onload="window.hurt=1"></svg><p style="color:red" onclick="window.hurt=1">styled</p>' +
    '<iframe srcdoc="<script>parent.hurt=1</script>"></iframe>';

const kCaretMs = 100;

export class DocumentStory extends Story {
  constructor(server, browser, place) { super(server, browser, place, 'document-'); }

  steps() {
    return [
      ['document: one is written, saved and shared', () => this.write()],
      ['document: a comment, and an older version comes back', () => this.comment()],
      ['document: two save at once and nothing is lost', () => this.together()],
      ['document: what was typed without a server is there after a reload', () => this.offline()],
      ['document: what others put into it does nothing', () => this.foreign()],
      ['document: it is found, starred, thrown away and restored', () => this.trash()],
      ['document: its pages can be read and fit', () => this.judge()],
    ];
  }

  async prepare() {
    const {http, uniq} = this;
    this.ann = await person(http, 'ann', `d${uniq}`);
    this.bob = await person(http, 'bob', `d${uniq}`);
    this.a = await this.open(this.ann);
    this.b = await this.open(this.bob);
    // What the policy of the page has refused.
    this.refused = [];
    for (const {page} of [this.a, this.b]) {
      page.on('console', (said) => {
        if (/Content.Security.Policy/i.test(said.text())) this.refused.push(said.text());
      });
    }
  }

  async goto(client, part = '') {
    await client.page.goto(`${this.server.origin}/#/office/documents${part}`);
  }

  text(client) { return client.get('document-text'); }

  async saved(client) {
    await client.page.locator('[data-test="document-state"][data-state="saved"]').waitFor();
  }

  // A line of its own at the end of the text.
  async append(client, line) {
    await this.text(client).click();
    await client.page.keyboard.press('Control+End');
    // The editor hears where the caret is by an event of its own, after that of the key.
    await client.page.waitForTimeout(kCaretMs);
    await client.page.keyboard.press('Enter');
    await client.page.keyboard.type(line);
  }

  async lines(client) { return this.text(client).locator('> p').allInnerTexts(); }

  // A page that is looked at again asks what others have saved.
  async shows(client, lines) {
    await client.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await client.until(lines.join(' / '), async () =>
      JSON.stringify(await this.lines(client)) === JSON.stringify(lines));
  }

  async now() { return must(this.http, 'GET', `/document/${this.id}`, this.ann.token); }

  async write() {
    await this.prepare();
    const {a, b} = this;
    await this.goto(a);
    await a.get('document-empty').waitFor();
    await a.click('document-create');
    await this.text(a).waitFor();
    this.id = Number(await a.page.evaluate(() => location.hash.split('/').pop()));
    await a.field('document-title').fill('项目计划');
    await a.field('document-title').press('Enter');
    await this.text(a).click();
    await a.page.keyboard.type('First paragraph.');
    await a.page.keyboard.press('Enter');
    await a.page.keyboard.type('Second ');
    await a.page.keyboard.press('Control+b');
    await a.page.keyboard.type('paragraph');
    await a.page.keyboard.press('Control+b');
    await a.page.keyboard.type('.');
    await a.page.keyboard.press('Control+s');
    await this.saved(a);
    await a.until('the text is saved', async () => (await this.now()).content ===
        '<p>First paragraph.</p><p>Second <strong>paragraph</strong>.</p>');
    assert.equal((await this.now()).title, '项目计划');
    await a.click('document-share');
    await a.click('document-share-people');
    await a.field('people-search').fill(this.bob.name);
    await a.get('people-row').filter({hasText: this.bob.nick}).first().click();
    await a.click('people-done');
    await a.get('document-share-right').selectOption('edit');
    await a.click('document-share-send');
    await a.get('document-person').filter({hasText: this.bob.nick}).waitFor();
    await a.shot('1-share');
    await a.page.keyboard.press('Escape');
    await this.goto(b, '/shared');
    await b.get('document-row').filter({hasText: '项目计划'}).click();
    await this.text(b).filter({hasText: 'Second paragraph.'}).waitFor();
  }

  async comment() {
    const {a, b} = this;
    await this.text(b).locator('strong').dblclick();
    await b.click('document-comment-on');
    await b.field('comment-text').fill('Which one?');
    await b.click('comment-send');
    await b.get('document-comment').filter({hasText: 'Which one?'}).waitFor();
    await b.page.locator('.rich-mark').filter({hasText: 'paragraph'}).waitFor();
    // It comes by itself, with its place.
    await a.page.locator('.rich-mark').filter({hasText: 'paragraph'}).click();
    await a.click('comment-reply');
    await a.field('comment-text').fill('The second.');
    await a.click('comment-send');
    await b.get('document-comment').filter({hasText: 'The second.'}).waitFor();
    await a.shot('2-comment');
    await this.append(a, 'Third paragraph.');
    await a.page.keyboard.press('Control+s');
    await a.until('a version of it', async () => (await this.now()).content.includes('Third'));
    await a.click('document-versions');
    const older = a.page.locator('[data-test="document-version"]').nth(1);
    await older.click();
    await a.get('version-text').waitFor();
    assert.ok(!(await a.get('version-text').innerText()).includes('Third'));
    await a.shot('3-version');
    await a.click('version-restore');
    await a.until('it is as it was',
        async () => !(await this.lines(a)).includes('Third paragraph.'));
    assert.ok(!(await this.now()).content.includes('Third'));
    await this.saved(a);
    await a.click('panel-close');
    await b.click('panel-close');
  }

  async together() {
    const {a, b} = this;
    await Promise.all([a, b].map((c) => c.page.reload()));
    await Promise.all([a, b].map((c) => c.page.locator('.rich-mark').waitFor()));
    // In two places: both are there, in both browsers, without a question.
    await this.text(a).locator('> p').first().click();
    await a.page.keyboard.press('Home');
    await a.page.keyboard.type('Ann: ');
    await this.append(b, 'Bob was here.');
    await Promise.all([a, b].map((c) => this.saved(c)));
    const merged = ['Ann: First paragraph.', 'Second paragraph.', 'Bob was here.'];
    for (const c of [a, b]) {
      await this.shows(c, merged);
    }
    // In one place: whoever is later is shown both.
    for (const [c, word] of [[a, ' Yes'], [b, ' No']]) {
      await this.text(c).locator('> p').nth(1).click();
      await c.page.keyboard.press('End');
      await c.page.keyboard.type(word);
    }
    await a.page.keyboard.press('Control+s');
    await this.saved(a);
    await b.page.keyboard.press('Control+s');
    await b.get('clash-apply').waitFor();
    await b.get('clash-text-mine').filter({hasText: 'paragraph. No'}).waitFor();
    await b.get('clash-text-theirs').filter({hasText: 'paragraph. Yes'}).waitFor();
    await b.shot('4-clash');
    await b.click('clash-apply');
    await this.saved(b);
    const both = [merged[0], 'Second paragraph. No', 'Second paragraph. Yes', merged[2]];
    for (const c of [b, a]) {
      await this.shows(c, both);
    }
  }

  async offline() {
    const {a} = this;
    // A route would not see what a page sends while it closes.
    await a.page.evaluate(() => {
      const real = window.fetch;
      window.fetch = (url, how) => how?.method === 'PUT' ?
        Promise.reject(new TypeError('no network')) : real(url, how);
    });
    await this.append(a, 'Typed in a tunnel.');
    await a.page.locator('[data-test="document-state"][data-state="offline"]').waitFor();
    assert.ok(!(await this.now()).content.includes('tunnel'));
    await a.page.reload();
    await this.text(a).filter({hasText: 'Typed in a tunnel.'}).waitFor();
    await a.until('it is saved', async () => (await this.now()).content.includes('tunnel'));
    await this.saved(a);
  }

  async foreign() {
    const {a, http} = this;
    // The editor itself needs nothing that is forbidden; what is read below may ask for it.
    assert.deepEqual(this.refused, []);
    const make = (body) => must(http, 'POST', '/document/create', this.ann.token, body);
    const evil = await make({title: 'Evil', content: EVIL});
    await this.goto(a, `/${evil}`);
    await this.text(a).filter({hasText: 'styled'}).waitFor();
    assert.equal(await this.text(a).locator('script, img, svg, iframe, [onclick], [style]').count(),
        0);
    await this.text(a).getByText('link').click();
    assert.equal(await a.page.evaluate(() => window.hurt), undefined);
    this.sheet = await make({title: 'Numbers', docType: 'sheet', content: '[["a","b"],[1,2]]'});
    await this.goto(a, `/${this.sheet}`);
    await a.get('document-foreign').locator('td').nth(3).filter({hasText: '2'}).waitFor();
  }

  async trash() {
    const {a} = this;
    await this.goto(a);
    await a.field('document-find').fill('tunnel');
    const row = a.get('document-row').filter({hasText: '项目计划'});
    await row.waitFor();
    await a.until('only that', async () => await a.get('document-row').count() === 1);
    await row.locator('[data-test="document-star"]').click();
    await a.click('documents-starred');
    await row.waitFor();
    await row.locator('[data-test="document-menu"]').click();
    await a.click('document-trash');
    await a.get('document-empty').waitFor();
    await a.click('documents-trash');
    await row.waitFor();
    await a.shot('5-trash');
    await row.click();
    await a.click('document-restore');
    await this.gone(a, 'document-restore');
    await this.text(a).filter({hasText: 'Typed in a tunnel.'}).waitFor();
  }

  async judge() {
    const found = [];
    const {page} = this.a;
    for (const {name, language, theme, viewport} of LOOKS) {
      await page.setViewportSize(viewport);
      await page.evaluate((chosen) => localStorage.setItem('koine.settings', chosen),
          JSON.stringify({language, theme, hinted: true}));
      await page.reload();
      await this.text(this.a).waitFor();
      for (const [part, ready] of [['', 'document-row'], [`/${this.sheet}`, 'document-foreign'],
        [`/${this.id}`, 'document-text']]) {
        await this.goto(this.a, part);
        await this.a.get(ready).first().waitFor();
        if (part === `/${this.id}`) {
          await this.look(`${name}-text`, viewport, found);
          await this.a.click('document-comments');
          await this.a.get('document-comment').first().waitFor();
        }
        await this.look(`${name}${part.replace('/', '-')}`, viewport, found);
      }
    }
    assert.equal(found.length, 0, `\n${found.join('\n')}`);
  }

  async look(name, viewport, found) {
    const {page} = this.a;
    await page.mouse.move(1, 1);
    await this.a.shot(`6-${name}`);
    const wrong = await measure(page, {touch: viewport.width < NARROW});
    found.push(...wrong.map((each) => `${name}: ${each}`));
  }
}
