// Ann writes to somebody elsewhere in the world: what is typed, and what becomes of it.
import assert from 'node:assert/strict';
import {MailServer} from '../lib/smtp.mjs';
import {person} from '../lib/world.mjs';
import {measure} from './measure.mjs';
import {Story} from './story.mjs';

const NARROW = {width: 390, height: 844};
const ZOE = 'zoe@example.com';
const NOBODY = 'nobody@example.com';

export class MailOutsideStory extends Story {
  constructor(server, browser, place) {
    super(server, browser, place, 'mail-outside-');
    this.startServer = place.startServer;
  }

  steps() {
    return [
      ['mail outside: an address is typed beside people', () => this.write()],
      ['mail outside: it leaves, and what was refused is said', () => this.ways()],
      ['mail outside: its pages can be read and fit', () => this.judge()],
    ];
  }

  async close() {
    await super.close();
    await this.own?.stop();
    await this.relay?.stop();
  }

  async write() {
    this.relay = await MailServer.start();
    this.relay.recipient = (address) => address === NOBODY ? [550, 'no such mailbox'] : null;
    this.own = this.server = await this.startServer({flags: this.relay.flags()});
    this.http = this.server.http;
    this.ann = await person(this.http, 'ann', `o${this.uniq}`);
    this.a = await this.open(this.ann);
    const {a} = this;
    await a.click('nav-office');
    await a.click('office-mail');
    await a.click('mail-write');
    const field = a.field('mail-to-address');
    await field.fill('not an address');
    await field.press('Enter');
    await a.page.locator('[data-test="mail-to-address"][aria-invalid="true"]').waitFor();
    await field.fill(`Zoe <${ZOE}>, ${NOBODY}`);
    await field.press('Enter');
    await a.get('mail-address').nth(1).waitFor();
    assert.deepEqual(await a.get('mail-address').allInnerTexts(), [ZOE, NOBODY]);
    await a.field('mail-subject-field').fill('From far away');
    await a.get('mail-text').click();
    await a.page.keyboard.type('Good morning.');
    await a.shot('1-composer');
    await a.click('mail-send');
    await this.gone(a, 'mail-composer');
  }

  async ways() {
    const {a} = this;
    await a.until('it reaches Zoe', async () => this.relay.got.length === 1);
    assert.deepEqual(this.relay.got[0].to, [ZOE]);
    // The refusal is a letter of its own, at once in the inbox.
    await a.click('mail-inbox');
    await a.get('mail-row').filter({hasText: 'From far away'}).waitFor();
    await a.click('mail-sent');
    await a.get('mail-row').filter({hasText: 'From far away'})
        .locator('[data-test="mail-open"]').click();
    const ways = a.get('mail-ways');
    await ways.filter({hasText: NOBODY}).filter({hasText: 'no such mailbox'}).waitFor();
    await ways.locator('.failed').filter({hasText: NOBODY}).waitFor();
    await ways.filter({hasText: ZOE}).waitFor();
    await a.shot('2-ways');
  }

  async judge() {
    const {a} = this;
    const bad = [...await measure(a.page, {touch: false})];
    await a.page.setViewportSize(NARROW);
    await a.get('mail-ways').waitFor();
    await a.shot('3-narrow');
    bad.push(...(await measure(a.page, {touch: true})).map((each) => `390 ${each}`));
    assert.deepEqual(bad, []);
  }
}
