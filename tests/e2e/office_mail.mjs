// Ann and Bob write to each other: a mail with a file and its answer, a draft that survives a
// reload, what is thrown away and comes back.
import assert from 'node:assert/strict';
import {befriend, must, person} from '../lib/world.mjs';
import {measure} from './measure.mjs';
import {Story} from './story.mjs';

const NARROW = {width: 390, height: 844};
const WIDE = {width: 1280, height: 800};
const FAR = 'https://pictures.example';

export class MailStory extends Story {
  constructor(server, browser, place) { super(server, browser, place, 'mail-'); }

  steps() {
    return [
      ['mail: nothing has come yet', () => this.prepare()],
      ['mail: one with a file is written, kept and sent', () => this.send()],
      ['mail: it comes as it is sent, is read and answered', () => this.answer()],
      ['mail: a draft is found again after a reload', () => this.draft()],
      ['mail: what was thrown away comes back', () => this.trash()],
      ['mail: pictures from elsewhere wait until they are asked for', () => this.pictures()],
      ['mail: one is sent on with what it says and its file', () => this.forward()],
      ['mail: keys lead through it, and words find it', () => this.keys()],
      ['mail: its pages can be read and fit', () => this.judge()],
    ];
  }

  async prepare() {
    const {http, uniq} = this;
    this.ann = await person(http, 'ann', `m${uniq}`);
    this.bob = await person(http, 'bob', `m${uniq}`);
    this.cat = await person(http, 'cat', `m${uniq}`);
    for (const other of [this.bob, this.cat]) await befriend(http, this.ann, other);
    this.a = await this.open(this.ann);
    this.b = await this.open(this.bob);
    for (const client of [this.a, this.b]) {
      await client.click('nav-office');
      await client.click('office-mail');
      await client.get('mail-empty').waitFor();
    }
  }

  async choose(client, field, someone) {
    await client.click(field);
    await client.click('people-contacts');
    await client.page.locator(`[data-test="people-row"][data-user="${someone.id}"]`).click();
    await client.click('people-done');
    await this.gone(client, 'people-done');
  }

  async write(client, text) {
    await client.get('mail-text').click();
    await client.page.keyboard.type(text);
  }

  letter(client, at = 0) {
    return client.page.locator('iframe[data-test="mail-letter"]').nth(at).contentFrame();
  }

  async kept(client) {
    await client.page.locator('[data-test="mail-saving"][data-state="saved"]').waitFor();
  }

  async send() {
    const {a} = this;
    await a.click('mail-write');
    await a.click('mail-send');
    await a.get('mail-problem').filter({hasText: '请选择收件人'}).waitFor();
    await this.choose(a, 'mail-to', this.bob);
    await a.field('mail-subject-field').fill('Minutes of today');
    await this.write(a, 'We agreed on <b>all</b> points.');
    await a.page.locator('[data-test="mail-files"] input[type="file"]').setInputFiles(
        {name: 'minutes.txt', mimeType: 'text/plain', buffer: Buffer.from('agreed')});
    await a.get('field-file').waitFor();
    await this.kept(a);
    await a.shot('1-composer');
    await a.click('mail-send');
    await this.gone(a, 'mail-composer');
    await a.click('mail-sent');
    await a.get('mail-row').filter({hasText: 'Minutes of today'}).waitFor();
    await a.click('mail-drafts');
    await a.get('mail-empty').waitFor();
  }

  async answer() {
    const {a, b} = this;
    const row = b.get('mail-row').filter({hasText: 'Minutes of today'});
    await row.waitFor();
    assert.equal(await row.getAttribute('data-read'), 'false');
    await b.page.locator('[data-test="office-mail"] [data-count="1"]').waitFor();
    await row.locator('[data-test="mail-open"]').click();
    // What looks like a tag was typed: it is shown as it was.
    await this.letter(b).getByText('We agreed on <b>all</b> points.').waitFor();
    await b.page.locator('[data-test="mail-row"][data-read="true"]').waitFor();
    await b.page.locator('[data-test="office-mail"] [data-count]').waitFor({state: 'detached'});
    const [popup] = await Promise.all([b.page.context().waitForEvent('page'),
      b.click('mail-file')]);
    assert.match(popup.url(), /\/uploads\//);
    await popup.close();
    await b.click('mail-reply');
    await b.get('mail-composer').waitFor();
    assert.equal(await b.field('mail-subject-field').inputValue(), 'Re: Minutes of today');
    await this.write(b, 'So did I.');
    await b.shot('2-answer');
    await b.page.keyboard.press('Control+Enter');
    await this.gone(b, 'mail-composer');
    await b.until('the answer is in the thread',
        async () => await b.get('mail-card').count() === 2);
    await a.click('mail-inbox');
    await a.get('mail-open').filter({hasText: 'Re: Minutes of today'}).click();
    await this.letter(a).getByText('So did I.').waitFor();
    assert.equal(await a.get('mail-card').count(), 2, 'with what it answers');
    await a.shot('3-thread');
  }

  async draft() {
    const {a} = this;
    await a.click('mail-write');
    await a.field('mail-subject-field').fill('Half a thought');
    await this.write(a, 'It begins so');
    await this.kept(a);
    await a.page.waitForURL(/draft=\d+/);
    await a.page.reload();
    await a.get('mail-text').filter({hasText: 'It begins so'}).waitFor();
    await a.click('mail-close');
    await this.gone(a, 'mail-composer');
    await a.click('mail-drafts');
    await a.get('mail-open').filter({hasText: 'Half a thought'}).click();
    await a.get('mail-text').filter({hasText: 'It begins so'}).waitFor();
    await this.choose(a, 'mail-to', this.bob);
    await a.click('mail-send');
    await this.gone(a, 'mail-composer');
    await a.get('mail-empty').waitFor();
    const came = await must(this.http, 'GET', '/email/list', this.bob.token);
    assert.equal(came.filter((each) => each.subject === 'Half a thought').length, 1);
  }

  async trash() {
    const {b} = this;
    const open = b.get('mail-open').filter({hasText: 'Half a thought'});
    await open.click();
    await this.letter(b).getByText('It begins so').waitFor();
    await b.click('mail-trash-it');
    await open.waitFor({state: 'detached'});
    await b.click('undo');
    await open.waitFor();
    await b.page.locator('[data-test="mail-row"]', {has: open})
        .locator('[data-test="mail-pick"]').check();
    await b.click('mail-all-trash');
    await open.waitFor({state: 'detached'});
    await b.click('mail-trash');
    await open.click();
    await this.letter(b).getByText('It begins so').waitFor();
    await b.click('mail-restore');
    await b.get('mail-empty').waitFor();
    await b.click('mail-inbox');
    await open.waitFor();
  }

  async pictures() {
    const {a, b} = this;
    const asked = [];
    const refused = [];
    b.page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) refused.push(message.text());
    });
    await b.page.route(`${FAR}/**`, (route) => {
      asked.push(route.request().url());
      return route.abort();
    });
    await must(this.http, 'POST', '/email/send', this.ann.token, {toIds: [this.bob.id],
      subject: 'Look', content: '<p style="color:#c62f2f">A picture</p>' +
          `<img src="${FAR}/a.png"><a href="${FAR}/">x</a>`});
    await b.get('mail-open').filter({hasText: 'Look'}).click();
    await b.get('mail-pictures').waitFor();
    const text = this.letter(b).getByText('A picture');
    await text.waitFor();
    assert.equal(await text.evaluate((e) => getComputedStyle(e).color), 'rgb(198, 47, 47)');
    assert.deepEqual(asked, []);
    assert.deepEqual(refused, []);
    await b.click('mail-show-pictures');
    await b.until('the picture is asked for', async () => asked.length > 0);
    assert.equal(await this.letter(b).locator('a').getAttribute('target'), '_blank');
    assert.equal(a.errors.length + b.errors.length, 0);
  }

  async forward() {
    const {b} = this;
    await b.get('mail-open').filter({hasText: 'Minutes of today'}).first().click();
    await b.click('mail-forward');
    await b.get('mail-quote').waitFor();
    await b.get('field-file').filter({hasText: 'minutes'}).waitFor();
    await this.choose(b, 'mail-to', this.ann);
    await this.write(b, 'See below.');
    await b.click('mail-send');
    await this.gone(b, 'mail-composer');
    const [first] = await must(this.http, 'GET', '/email/list', this.ann.token);
    const mail = await must(this.http, 'GET', `/email/${first.id}`, this.ann.token);
    assert.equal(mail.subject, 'Fwd: Minutes of today');
    assert.match(mail.textContent, /See below\.[^]*We agreed on/);
    assert.deepEqual(mail.attachments.map((each) => each.fileName), ['minutes.txt']);
    assert.ok(mail.attachments[0].fileUrl, 'its receiver may read it');
  }

  async keys() {
    const {b} = this;
    await b.page.goto(`${this.server.origin}/#/office/mail/inbox`);
    await b.get('mail-row').first().waitFor();
    await b.page.keyboard.press('j');
    await b.get('mail-card').first().waitFor();
    const first = await b.get('mail-subject').innerText();
    await b.page.keyboard.press('j');
    await b.until('another one is open',
        async () => !['', first].includes(await b.get('mail-subject').innerText()));
    await b.page.keyboard.press('s');
    await b.page.locator('[data-test="mail-star-it"][aria-pressed="true"]').waitFor();
    await b.page.keyboard.press('Escape');
    await this.gone(b, 'mail-card');
    await b.page.keyboard.press('/');
    await b.page.keyboard.type('half a thought');
    await b.until('one is found', async () => await b.get('mail-row').count() === 1);
    await b.click('mail-starred');
    await b.until('one has a star', async () => await b.get('mail-row').count() === 1);
  }

  async judge() {
    const {b} = this;
    const found = [];
    const [mail] = await must(this.http, 'GET', '/email/list', this.bob.token);
    const places = {inbox: 'mail-row', spam: 'mail-empty', [`inbox/${mail.id}`]: 'mail-letter',
      'inbox?write=new': 'mail-composer'};
    for (const viewport of [WIDE, NARROW]) {
      await b.page.setViewportSize(viewport);
      await b.page.emulateMedia({colorScheme: viewport === WIDE ? 'light' : 'dark'});
      for (const [place, test] of Object.entries(places)) {
        await b.page.goto(`${this.server.origin}/#/office/mail/${place}`);
        await b.get(test).first().waitFor();
        const all = await measure(b.page, {touch: false});
        found.push(...all.map((each) => `${viewport.width} ${place}: ${each}`));
        await b.shot(`4-${viewport.width}-${place.replaceAll(/\W+/g, '-')}`);
      }
    }
    assert.equal(found.length, 0, `\n${found.join('\n')}`);
  }
}
