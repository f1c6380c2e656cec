// Ann sends DINGs: an urgent one lies over Bob's chat until they confirm it, and Ann sees that they
// did.
import assert from 'node:assert/strict';
import {dayText} from '../lib/day.mjs';
import {befriend, directChat, must, person} from '../lib/world.mjs';
import {measure} from './measure.mjs';
import {Story} from './story.mjs';

const NARROW = {width: 390, height: 844};
const WIDE = {width: 1280, height: 800};
const DAY_MS = 86_400_000;

export class OfficeDingStory extends Story {
  constructor(server, browser, place) { super(server, browser, place, 'ding-'); }

  steps() {
    return [
      ['ding: nothing has come yet', () => this.prepare()],
      ['ding: an urgent one is written in three lines', () => this.send()],
      ['ding: it lies over the chat until it is confirmed', () => this.confirm()],
      ['ding: the sender sees who confirmed as it happens', () => this.receipts()],
      ['ding: who did not confirm is reminded again', () => this.again()],
      ['ding: one for later is planned and cancelled', () => this.plan()],
      ['ding: its page can be read, touched and fits', () => this.judge()],
    ];
  }

  async prepare() {
    const {http, uniq} = this;
    this.ann = await person(http, 'ann', `d${uniq}`);
    this.bob = await person(http, 'bob', `d${uniq}`);
    this.cat = await person(http, 'cat', `d${uniq}`);
    for (const other of [this.bob, this.cat]) await befriend(http, this.ann, other);
    await directChat(http, this.ann, this.bob);
    this.a = await this.open(this.ann);
    this.b = await this.open(this.bob);
    await this.b.openConversation(this.ann.nick);
    await this.a.click('nav-office');
    await this.a.click('office-ding');
    await this.a.get('ding-empty').waitFor();
  }

  // Chooses people in the dialog of the field.
  async choose(client, people) {
    await client.click('ding-people');
    await client.click('people-contacts');
    for (const each of people) {
      await client.page.locator(`[data-test="people-row"][data-user="${each.id}"]`).click();
    }
    await client.click('people-done');
    await this.gone(client, 'people-done');
  }

  async send() {
    const {a} = this;
    await a.click('ding-compose');
    await a.click('ding-send');
    await a.get('ding-problem').filter({hasText: '请选择接收人'}).waitFor();
    await this.choose(a, [this.bob, this.cat]);
    await a.get('ding-template').selectOption({label: '紧急通知'});
    await a.click('ding-send');
    await a.get('ding-problem').filter({hasText: '{content}'}).waitFor();
    await a.field('ding-content').fill('The lift is stuck');
    await a.field('ding-urgent').check();
    await a.shot('1-composer');
    // What Bob is typing when it comes is kept.
    await this.b.field('composer').fill('half a sent');
    await a.click('ding-send');
    await this.gone(a, 'ding-send');
    await a.get('ding-card').filter({hasText: 'The lift is stuck'}).waitFor();
    assert.equal(await a.get('ding-ring').innerText(), '0/2');
  }

  async confirm() {
    const {a, b} = this;
    await a.click('ding-who');
    await a.get('ding-open').filter({hasText: this.bob.nick}).waitFor();
    const card = b.get('ding-urgent-card');
    await card.filter({hasText: 'The lift is stuck'}).waitFor();
    await b.page.keyboard.type('ence');
    assert.equal(await b.field('composer').inputValue(), 'half a sentence');
    await b.shot('2-urgent');
    await b.page.reload();
    await card.waitFor();
    await b.click('ding-urgent-confirm');
    await this.gone(b, 'ding-urgent-card');
    await b.page.reload();
    await b.field('search-user').waitFor();
  }

  async receipts() {
    const {a} = this;
    await a.until('the ring says 1/2',
        async () => await a.get('ding-ring').innerText() === '1/2');
    await a.get('ding-done').filter({hasText: this.bob.nick}).waitFor();
    const open = a.get('ding-open');
    await open.filter({hasText: this.cat.nick}).waitFor();
    assert.equal(await open.filter({hasText: this.bob.nick}).count(), 0);
    const {b} = this;
    await b.page.goto(`${this.server.origin}/#/office/ding`);
    await b.get('ding-answered').waitFor();
    assert.equal(await b.get('ding-urgent-card').count(), 0, 'a confirmed one stays away');
    await a.shot('3-receipts');
  }

  async again() {
    const {a} = this;
    await a.click('ding-again');
    assert.equal(await a.field('ding-content').inputValue(), 'The lift is stuck');
    await a.page.locator('summary').click();
    await a.get('ding-way').selectOption('SMS');
    await a.click('ding-send');
    await this.gone(a, 'ding-send');
    // This server sends no texts, and who asked for one is told so.
    await a.get('ding-app-only').waitFor();
    const received = await must(this.http, 'GET', '/ding/received', this.cat.token);
    assert.equal(received.length, 2);
    assert.equal((await must(this.http, 'GET', '/ding/received', this.bob.token)).length, 1);
  }

  async plan() {
    const {a} = this;
    await a.click('ding-compose');
    await this.choose(a, [this.bob]);
    await a.field('ding-content').fill('Weekly report');
    await a.click('ding-later');
    await a.field('ding-day').fill('2020-01-01');
    await a.click('ding-send');
    await a.get('ding-problem').filter({hasText: '将来的时间'}).waitFor();
    const tomorrow = dayText(Date.now() + DAY_MS);
    await a.field('ding-day').fill(tomorrow);
    await a.click('ding-send');
    await this.gone(a, 'ding-send');
    await a.get('ding-card').filter({hasText: 'Weekly report'}).waitFor();
    await a.shot('4-planned');
    await a.click('ding-cancel');
    await a.page.locator('.el-message-box .el-button--primary').click();
    await a.get('ding-empty').waitFor();
    const received = await must(this.http, 'GET', '/ding/received', this.bob.token);
    assert.equal(received.length, 1, 'what was cancelled reaches nobody');
  }

  async judge() {
    const {a} = this;
    const found = [];
    for (const viewport of [WIDE, NARROW]) {
      await a.page.setViewportSize(viewport);
      await a.page.emulateMedia({colorScheme: viewport === WIDE ? 'light' : 'dark'});
      for (const place of ['ding', 'ding?tab=sent']) {
        await a.page.goto(`${this.server.origin}/#/office/${place}`);
        await a.get(place === 'ding' ? 'ding-empty' : 'ding-card').first().waitFor();
        const all = await measure(a.page, {touch: false});
        found.push(...all.map((each) => `${viewport.width} ${place}: ${each}`));
        await a.shot(`5-${viewport.width}-${place.replaceAll(/\W+/g, '-')}`);
      }
      await a.click('ding-compose');
      await a.get('ding-send').waitFor();
      await a.page.waitForTimeout(500);
      const composer = await measure(a.page, {touch: false});
      found.push(...composer.map((each) => `${viewport.width} composer: ${each}`));
      await a.shot(`5-${viewport.width}-composer`);
      await a.page.keyboard.press('Escape');
      await this.gone(a, 'ding-send');
    }
    assert.equal(found.length, 0, `\n${found.join('\n')}`);
  }
}
