// Ann orders money, an administrator confirms it, and red packets go to bob and to a group.
import assert from 'node:assert/strict';
import {imchatAdmin, mustImchat} from '../lib/imchat.mjs';
import {befriend, directChat, group, person} from '../lib/world.mjs';
import {Story} from './story.mjs';

const SECRET = '246813';
const OTHER_SECRET = '135790';

export class WalletStory extends Story {
  constructor(server, browser, place) { super(server, browser, place, 'wallet-'); }

  steps() {
    return [
      ['two friends open their wallets', () => this.prepare()],
      ['a payment password is set, and changed', () => this.password()],
      ['money that is ordered comes when it is confirmed', () => this.recharge()],
      ['money out waits for its review', () => this.withdraw()],
      ['a red packet is taken once', () => this.packet()],
      ['a group shares one by luck', () => this.lucky()],
      ['what cannot be sent is said before it is sent', () => this.refused()],
      ['a person is reported to the administrators', () => this.complain()],
    ];
  }

  async prepare() {
    const {http, uniq} = this;
    this.ann = await person(http, 'ann', `w${uniq}`);
    this.bob = await person(http, 'bob', `w${uniq}`);
    this.cat = await person(http, 'cat', `w${uniq}`);
    await befriend(http, this.ann, this.bob);
    await directChat(http, this.ann, this.bob);
    this.team = `Lucky ${uniq}`;
    // Lists show who made it: neither of those whose names are looked for.
    await group(http, this.cat, [this.ann, this.bob], this.team);
    this.a = await this.open(this.ann);
    this.b = await this.open(this.bob);
    await this.a.page.goto(`${this.server.origin}/#/settings`);
    await this.a.click('settings-wallet');
    await this.balance(this.a, '0.00');
    await this.a.get('wallet-empty').waitFor();
  }

  async balance(client, amount) {
    await client.until(`the balance is ${amount}`, async () => {
      const shown = client.get('wallet-balance');
      return await shown.count() === 1 && await shown.innerText() === amount;
    });
  }

  async setPassword(client, old, next) {
    await client.click('wallet-password');
    if (old) await client.field('trade-old').fill(old);
    await client.field('trade-new').fill(next);
    await client.field('trade-repeat').fill(next);
    await client.click('trade-save');
    await this.gone(client, 'trade-save');
  }

  async password() {
    const {a} = this;
    await a.click('wallet-withdraw');
    // Without one there is nothing else to do first.
    await a.field('trade-new').fill(SECRET);
    await a.field('trade-repeat').fill(OTHER_SECRET);
    await a.click('trade-save');
    await a.page.getByText('两次输入不一致').waitFor();
    await a.field('trade-repeat').fill(SECRET);
    await a.shot('1-password');
    await a.click('trade-save');
    await this.gone(a, 'trade-save');
    await this.setPassword(a, SECRET, OTHER_SECRET);
  }

  async recharge() {
    const {a} = this;
    await a.click('wallet-recharge');
    await a.field('order-amount').fill('1.234');
    await a.click('order-submit');
    await a.page.getByText('最多两位小数').waitFor();
    await a.field('order-amount').fill('1234.56');
    await a.click('order-submit');
    await this.gone(a, 'order-submit');
    await a.get('fund-row').filter({hasText: '待确认'}).waitFor();
    await this.balance(a, '0.00');
    const admin = await imchatAdmin(this.server.imchat);
    const {records: [order]} = await mustImchat(this.server.imchat, 'GET',
        `/im/userRecharge/list?userId=${this.ann.id}`, admin.token);
    await mustImchat(this.server.imchat, 'PUT', '/im/userRecharge/audit', admin.token,
        {orderSn: order.orderSn, pass: true, txHash: `tx-${this.uniq}`});
    await a.page.reload();
    await this.balance(a, '1,234.56');
    await a.get('fund-row').filter({hasText: '+1,234.56'}).waitFor();
  }

  async withdraw() {
    const {a} = this;
    await a.click('wallet-withdraw');
    await a.field('order-amount').fill('34.56');
    await a.field('order-address').fill('card 1');
    await a.field('order-password').fill(SECRET);
    await a.click('order-submit');
    await a.page.getByText('交易密码错误').waitFor();
    await a.field('order-password').fill(OTHER_SECRET);
    await a.click('order-submit');
    await this.gone(a, 'order-submit');
    await a.get('fund-row').filter({hasText: '待审核'}).waitFor();
    await this.balance(a, '1,200.00');
    await a.shot('2-orders');
    await a.page.emulateMedia({colorScheme: 'dark'});
    await a.shot('2-orders-dark');
    await a.page.emulateMedia({colorScheme: 'light'});
  }

  async send(client, {total, count, wish}) {
    await client.click('send-packet');
    await client.field('packet-total').fill(total);
    if (count) await client.field('packet-count').fill(count);
    if (wish) await client.field('packet-wish').fill(wish);
    await client.field('packet-password').fill(OTHER_SECRET);
    await client.shot(`3-send-${count ? 'group' : 'person'}`);
    await client.click('packet-send');
  }

  async packet() {
    const {a, b} = this;
    for (const [c, other] of [[a, this.bob], [b, this.ann]]) {
      await c.page.goto(`${this.server.origin}/#/c`);
      await c.openConversation(other.nick);
    }
    await this.send(a, {total: '8.88', wish: 'Good luck'});
    await this.gone(a, 'packet-send');
    const theirs = b.get('packet').filter({hasText: 'Good luck'});
    await theirs.waitFor();
    assert.equal(await theirs.getAttribute('data-state'), 'open');
    await theirs.click();
    await b.get('packet-open').waitFor();
    await b.shot('4-open');
    await b.click('packet-open');
    await b.get('packet-share').waitFor();
    assert.equal(await b.get('packet-share').innerText(), '8.88');
    assert.equal(await b.get('taker').count(), 1);
    await b.shot('5-taken');
    await b.page.keyboard.press('Escape');
    await b.until('it is marked as taken', async () =>
        await theirs.getAttribute('data-state') === 'taken');
    const own = a.get('packet').filter({hasText: 'Good luck'});
    await own.click();
    await a.get('taker').waitFor();
    assert.equal(await a.get('packet-open').count(), 0, 'nobody takes their own');
    await a.page.keyboard.press('Escape');
    await this.gone(a, 'packet-sheet');
    await b.page.goto(`${this.server.origin}/#/wallet`);
    await this.balance(b, '8.88');
  }

  async lucky() {
    const {a, b} = this;
    await b.page.goto(`${this.server.origin}/#/c`);
    for (const c of [a, b]) await c.openConversation(this.team);
    await this.send(a, {total: '10', count: '2'});
    await this.gone(a, 'packet-send');
    // What the sheet asks for when it opens is answered at once, and arrives after the share.
    const shared = b.page.waitForResponse('**/redPackage/rob');
    await b.page.route('**/redPackage/detail?*', async (route) => {
      const response = await route.fetch();
      await shared;
      await route.fulfill({response});
    }, {times: 1});
    for (const c of [a, b]) {
      await c.get('packet').click();
      await c.click('packet-open');
      await c.get('packet-share').waitFor();
    }
    assert.equal(await b.get('taker').count(), 2);
    assert.match(await b.get('packet-summary').innerText(), /2\/2/);
    await b.shot('6-lucky');
    const shares = [];
    for (const c of [a, b]) shares.push(Number(await c.get('packet-share').innerText()));
    assert.equal(Math.round((shares[0] + shares[1]) * 100), 1000, `${shares}`);
    for (const c of [a, b]) await c.page.keyboard.press('Escape');
    await this.gone(b, 'packet-sheet');
  }

  async refused() {
    const {b} = this;
    await b.click('send-packet');
    await b.get('packet-wallet').waitFor();
    await b.click('packet-wallet');
    await this.setPassword(b, '', OTHER_SECRET);
    await b.page.goto(`${this.server.origin}/#/c`);
    await b.openConversation(this.team);
    await this.send(b, {total: '5000', count: '100'});
    await b.get('packet-problem').filter({hasText: '余额不足'}).waitFor();
    await b.field('packet-total').fill('5000');
    await b.field('packet-count').fill('1');
    await b.click('packet-send');
    await b.get('packet-problem').filter({hasText: '0.01'}).waitFor();
    await b.page.keyboard.press('Escape');
    await this.gone(b, 'packet-send');
  }

  async complain() {
    const {b} = this;
    await b.page.goto(`${this.server.origin}/#/contacts/${this.ann.id}`);
    await b.click('contact-more');
    await b.click('person-complain');
    await b.field('complaint-text').fill('too lucky');
    await b.shot('7-complaint');
    await b.click('complaint-send');
    await this.gone(b, 'complaint-send');
    const admin = await imchatAdmin(this.server.imchat);
    const {records} = await mustImchat(this.server.imchat, 'GET',
        `/im/complaint/list?userId=${this.bob.id}`, admin.token);
    assert.deepEqual(records.map((r) => [r.targetType, r.targetId, r.description]),
        [[1, this.ann.id, 'too lucky']]);
  }
}
