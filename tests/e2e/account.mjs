// What people set for themselves: picture, password, groups of contacts, blocks; and how a stranger
// asks to join a group by its link.
import assert from 'node:assert/strict';
import {administrator, befriend, group, must, person} from '../lib/world.mjs';
import {Story} from './story.mjs';

const NEW_PASSWORD = 'secret-2';

export class AccountStory extends Story {
  constructor(server, browser, place) { super(server, browser, place, 'account-'); }

  steps() {
    return [
      ['account: the own picture is changed and seen by others', () => this.picture()],
      ['account: the password is changed, and the old one is refused', () => this.password()],
      ['account: a contact is put into a group of contacts', () => this.contactGroup()],
      ['account: somebody is blocked and let in again', () => this.block()],
      ['account: a stranger asks by the link of a group and is let in', () => this.join()],
      ['account: who forgot the password sets one by a link', () => this.forgotten()],
    ];
  }

  go(client, hash) {
    return client.page.evaluate((to) => { window.location.hash = to; }, hash);
  }

  async told(client) { await client.page.locator('.el-message--success').last().waitFor(); }

  async picture() {
    const {http} = this.server;
    for (const who of ['gus', 'hal', 'ida']) this[who] = await person(http, who);
    await befriend(http, this.gus, this.hal);
    this.club = await group(http, this.gus, [this.hal], `Club ${this.gus.name}`);
    this.g = await this.open(this.gus);
    this.h = await this.open(this.hal);
    const page = await this.browser.newPage({viewport: {width: 96, height: 96}});
    await page.setContent('<body style="margin:0;background:linear-gradient(#f9a,#59c)">');
    const buffer = await page.screenshot();
    await page.close();
    await this.go(this.g, '#/me');
    await this.g.field('me-nickname').waitFor();
    await this.g.page.setInputFiles('[data-test="avatar-file"]',
        {name: 'me.png', mimeType: 'image/png', buffer});
    await this.told(this.g);
    const shown = (c, place) => c.until(`the picture in ${place}`, () =>
        c.page.locator(`${place} img`).first().evaluate((img) => img.naturalWidth === 96)
            .catch(() => false));
    await shown(this.g, '.picture');
    await this.h.page.reload();
    await shown(this.h, `[data-test="conversation-row"]:has-text("${this.gus.nick}")`);
    await this.g.shot('1-picture');
  }

  async password() {
    const {g} = this;
    const change = async (old, next, repeat) => {
      await g.field('password-old').fill(old);
      await g.field('password-new').fill(next);
      await g.field('password-repeat').fill(repeat);
      await g.click('password-save');
    };
    await change(this.gus.password, NEW_PASSWORD, 'secret-3');
    await g.page.locator('.el-form-item__error').first().waitFor();
    await change('not-the-one', NEW_PASSWORD, NEW_PASSWORD);
    await g.page.locator('.el-message--error').first().waitFor();
    await g.shot('2-password');
    await change(this.gus.password, NEW_PASSWORD, NEW_PASSWORD);
    await g.until('the password is changed, or asked for', async () =>
        await g.field('login-username').count() === 1 ||
        await g.field('password-old').inputValue() === '');
    if (await g.field('login-username').count() === 0) {
      await g.click('nav-settings');
      await g.click('sign-out');
    }
    await g.field('login-username').fill(this.gus.name);
    await g.field('login-password').fill(this.gus.password);
    await g.click('login-submit');
    await g.get('login-error').waitFor();
    await g.signIn(this.gus.name, NEW_PASSWORD);
  }

  async forgotten() {
    const {http} = this.server;
    const pat = await person(http, 'pat');
    const admin = await administrator(http);
    const {path} = await must(http, 'POST', `/users/${pat.id}/reset-link`, admin.token, {},
        '/api/admin');
    const p = await this.visit('pat');
    await this.go(p, path.slice(path.indexOf('#')));
    await p.field('reset-new').fill('123456');
    await p.field('reset-repeat').fill('123456');
    await p.click('reset-save');
    await p.get('reset-problem').waitFor();
    await p.field('reset-new').fill(NEW_PASSWORD);
    await p.field('reset-repeat').fill(NEW_PASSWORD);
    await p.click('reset-save');
    await p.get('reset-done').waitFor();
    await p.shot('6-reset');
    await p.click('reset-sign-in');
    await p.signIn(pat.name, NEW_PASSWORD);
  }

  async contactGroup() {
    const {g} = this;
    await g.click('nav-contacts');
    await g.get('contact-row').filter({hasText: this.hal.nick}).click();
    await g.click('contact-group');
    await g.click('contact-group-new');
    await g.page.locator('.el-message-box input').fill('Rowers');
    await g.page.locator('.el-message-box__btns button').last().click();
    await g.get('contact-group').filter({hasText: 'Rowers'}).waitFor();
    await g.click('contacts-view');
    await g.page.locator('section[data-letter="Rowers"]').filter({hasText: this.hal.nick})
        .waitFor();
    await g.shot('3-contact-group');
  }

  async block() {
    const {g} = this;
    await g.click('contact-more');
    await g.click('person-block');
    await g.page.locator('.el-message-box').filter({hasText: this.hal.nick}).waitFor();
    await g.shot('4-block');
    await g.page.locator('.el-message-box__btns button').last().click();
    await this.told(g);
    await g.click('nav-chat');
    await g.get('conversation-row').filter({hasText: this.hal.nick}).first().click();
    await g.get('closed-line').and(g.page.locator('[data-reason="blocked"]')).waitFor();
    await g.click('nav-settings');
    await g.click('show-blocked');
    const row = g.get('blocked-row').filter({hasText: this.hal.nick});
    await row.waitFor();
    await g.shot('5-blocked');
    await g.click('unblock');
    await g.until('nobody is blocked', async () => await row.count() === 0);
    await g.page.keyboard.press('Escape');
  }

  async join() {
    const {g} = this;
    this.i = await this.open(this.ida);
    const path = await must(this.server.http, 'GET', `/group/${this.club}/qrcode`,
        this.hal.token);
    await this.go(this.i, `#/join/${this.club}?${path.split('?')[1]}`);
    await this.i.get('join-group').waitFor();
    await this.i.field('join-message').fill('May I row with you?');
    await this.i.shot('6-join');
    await this.i.click('join-submit');
    await this.i.get('join-sent').waitFor();
    await this.go(g, `#/c/${this.club}`);
    await g.click('chat-info');
    await g.click('group-join-requests');
    const asked = g.get('join-request').filter({hasText: 'May I row with you?'});
    await asked.waitFor();
    await g.shot('7-join-request');
    await g.click('join-accept');
    await g.until('nobody asks any more', async () => await asked.count() === 0);
    await this.i.click('nav-chat');
    await this.i.openConversation(`Club ${this.gus.name}`);
    assert.equal(await this.i.get('join-sent').count(), 0);
    await this.i.say('thank you for having me');
    await g.hears('thank you for having me');
  }
}
