// The shell of the web client: contacts, the life of a group, the list, the profile, notices,
// search, and what the second tab of a browser sees.
import assert from 'node:assert/strict';
import {befriend, directChat, must, person} from '../lib/world.mjs';
import {Story} from './story.mjs';

const NARROW = {width: 390, height: 844};
const WIDE = {width: 1280, height: 800};

export class ShellStory extends Story {
  constructor(server, browser, place) { super(server, browser, place, 'shell-'); }

  steps() {
    return [
      ['a contact request is answered in the browser', () => this.request()],
      ['a group is made, named and told something', () => this.makeGroup()],
      ['people are invited, made administrator and muted', () => this.manage()],
      ['the owner hands the group over and leaves, the next one dissolves it', () => this.end()],
      ['a conversation is pinned, muted, hidden and brought back', () => this.list()],
      ['the own profile and the password are changed', () => this.profile()],
      ['the switcher and the search lead to a message', () => this.find()],
      ['the search is narrowed by what is chosen and what is typed', () => this.narrow()],
      ['a dark page, a narrow page and an English page work', () => this.looks()],
      ['a text that looks like a picture, a packet or a call is a text', () => this.alike()],
      ['reading and signing out reach the other tab', () => this.tabs()],
    ];
  }

  row(client, title) {
    return client.get('conversation-row').filter({hasText: title});
  }

  async vanished(client, what, locator) {
    await client.until(`${what} is gone`, async () => await locator.count() === 0);
  }

  // Answers the question of a dialog with its last button.
  async sure(client) {
    await client.page.locator('.el-message-box__btns button').last().click();
    await this.vanished(client, 'the question', client.page.locator('.el-message-box:visible'));
  }

  async request() {
    const {http} = this.server;
    for (const who of ['cat', 'dan', 'eve', 'fay']) this[who] = await person(http, who);
    await befriend(http, this.cat, this.eve);
    this.c = await this.open(this.cat);
    this.d = await this.open(this.dan);
    const found = await this.c.findPerson(this.dan.name);
    await found.locator('[data-test="person-add"]').click();
    await this.c.click('request-send');
    await this.d.page.locator('[data-test="nav-contacts"] [data-test="unread-badge"]').waitFor();
    await this.d.page.locator('[data-test="nav-notices"] [data-test="unread-badge"]').waitFor();
    await this.d.click('nav-notices');
    await this.d.shot('1-notices');
    await this.d.click('notice-open');
    await this.d.get('contact-request').filter({hasText: this.cat.nick}).waitFor();
    await this.d.shot('2-requests');
    await this.d.click('request-accept');
    await this.d.click('nav-contacts');
    await this.d.get('contact-row').filter({hasText: this.cat.nick}).click();
    await this.d.get('contact-message').waitFor();
    await this.d.shot('3-contact');
    await this.vanished(this.d, 'the badge of the contacts',
        this.d.page.locator('[data-test="nav-contacts"] [data-test="unread-badge"]'));
    if (await this.c.get('search-clear').count()) await this.c.click('search-clear');
    await this.row(this.c, this.dan.nick).waitFor();
  }

  async makeGroup() {
    const {c, d} = this;
    await c.click('new-group');
    await c.field('group-name').fill('Draft of a name');
    for (const who of [this.dan, this.eve]) {
      await c.field('picker-search').fill(who.name);
      await c.page.locator(`[data-test="group-member"][data-user="${who.name}"]`).click();
    }
    await c.shot('4-new-group');
    await c.click('group-create');
    await c.get('chat-title').filter({hasText: 'Draft of a name'}).waitFor();
    await c.click('chat-info');
    await c.click('group-rename');
    this.groupName = `Rowers ${this.cat.nick}`;
    await c.field('group-name-edit').fill(this.groupName);
    await c.field('group-name-edit').press('Enter');
    await c.get('group-title').filter({hasText: this.groupName}).waitFor();
    await c.click('group-announce');
    await c.field('group-notice-edit').fill('Boats are out at seven.');
    await c.click('group-notice-save');
    await c.get('group-notice').filter({hasText: 'Boats are out at seven.'}).waitFor();
    await c.shot('5-group');
    await d.click('nav-chat');
    await d.openConversation(this.groupName);
    await d.click('chat-info');
    await d.get('group-notice').filter({hasText: 'Boats are out at seven.'}).waitFor();
    assert.equal(await d.get('group-rename').count(), 0, 'a member cannot rename');
    assert.equal(await d.get('group-dissolve').count(), 0, 'a member cannot dissolve');
  }

  member(client, who) {
    return client.page.locator(`[data-test="member-row"][data-user="${who.name}"]`).or(
        client.get('member-row').filter({hasText: who.nick})).first();
  }

  async memberDoes(client, who, entry) {
    await this.member(client, who).locator('[data-test="member-menu"]').click();
    await client.click(entry);
  }

  async manage() {
    const {c, d} = this;
    await c.click('group-invite');
    await c.field('picker-search').fill(this.fay.name);
    await c.page.locator(`[data-test="group-member"][data-user="${this.fay.name}"]`).click();
    await c.click('invite-add');
    await c.click('group-members');
    await this.member(c, this.fay).waitFor();
    await this.memberDoes(c, this.dan, 'member-role');
    await c.until('dan is an administrator', async () =>
        await this.member(c, this.dan).getAttribute('data-role') === 'ADMIN');
    await this.memberDoes(c, this.eve, 'member-mute');
    await c.until('eve is muted', async () =>
        await this.member(c, this.eve).getAttribute('data-muted') === 'true');
    await c.shot('6-members');
    await this.memberDoes(c, this.fay, 'member-remove');
    await this.sure(c);
    await this.vanished(c, 'fay', c.get('member-row').filter({hasText: this.fay.nick}));
    await c.click('panel-back');
    await c.get('group-mute-all').click();
    await d.get('group-invite').waitFor();
    await c.until('all are muted', async () =>
        await c.page.locator('[data-test="group-mute-all"].is-checked').count() === 1);
    await c.get('group-mute-all').click();
  }

  async end() {
    const {c, d} = this;
    await c.click('group-transfer');
    await this.member(c, this.dan).locator('button').first().click();
    await this.sure(c);
    await c.get('group-leave').waitFor();
    await c.click('group-leave');
    await c.shot('7-leave');
    await this.sure(c);
    await this.vanished(c, 'the group', this.row(c, this.groupName));
    await d.get('group-dissolve').waitFor();
    await d.click('group-dissolve');
    await d.page.locator('.el-message-box').filter({hasText: this.groupName}).waitFor();
    await d.shot('8-dissolve');
    await this.sure(d);
    await this.vanished(d, 'the group', this.row(d, this.groupName));
  }

  async choose(client, title, entry) {
    await this.row(client, title).click({button: 'right'});
    await client.click(entry);
  }

  async list() {
    const {c} = this;
    const {http} = this.server;
    await befriend(http, this.fay, this.cat);
    await directChat(http, this.cat, this.fay);
    await this.row(c, this.fay.nick).waitFor();
    const pinned = (title) => this.row(c, title).getAttribute('data-pinned');
    await this.choose(c, this.eve.nick, 'menu-pin');
    await c.until('it is pinned', async () => await pinned(this.eve.nick) === 'true');
    await c.page.mouse.move(700, 400);
    await c.until('it is the first', async () =>
        (await c.get('conversation-row').first().innerText()).includes(this.eve.nick));
    await c.click('undo');
    await c.until('it is not pinned', async () => await pinned(this.eve.nick) === 'false');
    await this.choose(c, this.eve.nick, 'menu-mute');
    await c.until('it is muted', async () =>
        await this.row(c, this.eve.nick).getAttribute('data-muted') === 'true');
    await this.choose(c, this.fay.nick, 'menu-hide');
    await this.vanished(c, 'the hidden one', this.row(c, this.fay.nick));
    await c.click('undo');
    await this.row(c, this.fay.nick).waitFor();
    // Said to the server when it can no longer be undone.
    const said = c.page.waitForResponse((answer) => answer.request().method() === 'DELETE' &&
        /\/conversation\/\d+$/.test(answer.url()));
    await this.choose(c, this.fay.nick, 'menu-hide');
    await this.vanished(c, 'the hidden one', this.row(c, this.fay.nick));
    await c.shot('9-hidden');
    await this.vanished(c, 'the chance to undo', c.get('undo'));
    await said;
    await c.page.reload();
    await this.row(c, this.eve.nick).waitFor();
    // What was kept for a quick start may show it until the server has answered.
    await this.vanished(c, 'what was hidden', this.row(c, this.fay.nick));
    assert.equal(await this.row(c, this.eve.nick).getAttribute('data-muted'), 'true');
  }

  async profile() {
    const {c, d} = this;
    await c.click('nav-me');
    await c.field('me-nickname').waitFor();
    this.cat.nick = `Catherine ${this.cat.name}`;
    await c.until('the form is filled',
        async () => await c.field('me-nickname').inputValue() !== '');
    await c.field('me-nickname').fill(this.cat.nick);
    await c.field('me-signature').fill('Rows before breakfast.');
    await c.click('me-save');
    await c.page.locator('.el-message--success').first().waitFor();
    await c.shot('10-profile');
    await this.row(d, this.cat.nick).waitFor();
    await this.row(d, this.cat.nick).click();
    await d.click('chat-avatar');
    await d.get('profile-card').filter({hasText: this.cat.nick}).waitFor();
    await d.shot('11-card');
    await d.page.keyboard.press('Escape');
  }

  async find() {
    const {c, d} = this;
    await d.say('the zebra crosses the road');
    await c.page.keyboard.press('Control+k');
    await c.field('switcher-field').fill(this.dan.nick);
    await c.get('switcher-row').filter({hasText: this.dan.nick}).waitFor();
    await c.shot('12-switcher');
    await c.page.keyboard.press('Enter');
    await c.get('chat-title').filter({hasText: this.dan.nick}).waitFor();
    await c.hears('the zebra crosses the road');
    await c.page.keyboard.press('Control+Shift+F');
    await c.field('find-field').fill('zebra');
    await c.get('find-message').filter({hasText: 'zebra'}).waitFor();
    await c.shot('13-search');
    await c.click('find-message');
    await c.hears('the zebra crosses the road');
    assert.match(c.page.url(), /#\/c\/\d+\/m\/\d+$/);
    await c.page.goBack();
    await c.get('find-message').filter({hasText: 'zebra'}).waitFor();
    await c.click('nav-chat');
    await c.page.keyboard.press('Control+/');
    await c.get('key-help').waitFor();
    await c.page.keyboard.press('Escape');
  }

  async narrow() {
    const {c, cat, dan} = this;
    await c.say('a zebra of my own');
    await c.page.keyboard.press('Control+Shift+F');
    const hits = c.get('find-message');
    const finds = (count) => c.until(`${count} hits`, async () => await hits.count() === count);
    await c.field('find-field').fill(`zebra from:${dan.nick}`);
    await finds(1);
    await hits.filter({hasText: 'crosses the road'}).waitFor();
    await c.shot('13-search-from');
    await c.field('find-field').fill('zebra 来自：我 类型：文件');
    await c.get('find-none').filter({hasText: '没有符合这些条件的消息'}).waitFor();
    await c.field('find-field').fill('from:nobody-at-all zebra');
    await c.get('find-none').filter({hasText: '没有找到叫“nobody-at-all”的人'}).waitFor();
    await c.shot('13-search-unknown');
    await c.field('find-field').fill('zebra');
    await finds(2);
    await c.click('find-sender');
    await c.get('senders').locator('[data-test="people-row"]').first().click();
    await finds(1);
    await hits.filter({hasText: 'a zebra of my own'}).waitFor();
    await c.page.locator('[data-test="find-before"] input, input[data-test="find-before"]')
        .first().fill('2020-01-01');
    await finds(0);
    await c.page.setViewportSize(NARROW);
    await c.shot('13-search-narrow');
    await c.page.setViewportSize(WIDE);
    await c.get('find-none').locator('button').click();
    await finds(2);
    assert.equal(await c.field('find-field').inputValue(), 'zebra');
    await c.field('find-field').fill(`in:"${dan.nick}" from:${cat.nick}`);
    await hits.filter({hasText: 'a zebra of my own'}).waitFor();
    await c.click('nav-chat');
  }

  async looks() {
    const {d} = this;
    await d.click('nav-settings');
    await d.click('theme-dark');
    await d.page.locator('html.dark').waitFor();
    await d.shot('14-dark-settings');
    await d.page.reload();
    assert.equal(await d.page.locator('html.dark').count(), 1, 'dark from the first paint on');
    await d.click('nav-chat');
    await d.openConversation(this.cat.nick);
    await d.shot('15-dark-chat');
    await d.page.setViewportSize(NARROW);
    await d.shot('16-narrow-chat');
    await d.click('back');
    await this.row(d, this.cat.nick).waitFor();
    await d.shot('17-narrow-list');
    await d.click('nav-contacts');
    await d.get('contact-row').first().waitFor();
    await d.shot('18-narrow-contacts');
    const sideways = await d.page.evaluate(
        'document.documentElement.scrollWidth > window.innerWidth');
    assert.equal(sideways, false, 'a narrow page does not scroll sideways');
    await d.click('nav-settings');
    await d.click('language-en');
    await d.page.locator('html[lang="en"]').waitFor();
    await d.page.getByText('Sign out', {exact: true}).waitFor();
    await d.shot('19-english');
    await d.click('theme-light');
    await d.click('language-zh');
    await d.page.setViewportSize(WIDE);
  }

  // In English, where the words for a picture and the like differ from what is written.
  async alike() {
    const {http} = this.server;
    const gus = await person(http, 'gus');
    const hal = await person(http, 'hal');
    await befriend(http, gus, hal);
    const conversationId = await directChat(http, gus, hal);
    const send = (content, more = {}) => must(http, 'POST', '/message/send', hal.token,
        {conversationId, type: 'TEXT', content, ...more});
    const g = await this.open(gus);
    await g.click('nav-settings');
    await g.click('language-en');
    await g.page.locator('html[lang="en"]').waitFor();
    await g.click('nav-chat');
    const texts = ['[图片]', '[语音]', '[红包] 假的', '[视频通话] 未接通', '[消息已撤回]'];
    const preview = g.get('conversation-preview');
    for (const text of texts) {
      const id = await send(text);
      await preview.filter({hasText: text}).waitFor();
      await send(`about ${text}`, {replyToMessageId: id});
    }
    // The server says of this one that it is a picture, of that one that it is a call.
    await must(http, 'POST', '/message/send', hal.token,
        {conversationId, type: 'IMAGE', content: '{"fileUrl":"/x.png"}'});
    await preview.filter({hasText: '[Image]'}).waitFor();
    await must(http, 'POST', '/video-call/initiate', gus.token,
        {calleeId: hal.id, callType: 'VOICE'}).catch(() => undefined);
    await preview.filter({hasText: '[Voice call] No answer'}).waitFor();
    await g.openConversation(hal.nick);
    for (const text of texts) {
      const quote = g.message(`about ${text}`).locator('[data-test="message-quote"]');
      await quote.filter({hasText: text}).waitFor();
      await g.message(text).first().locator('[data-test="message-text"]').filter({hasText: text})
          .waitFor();
    }
    assert.equal(await g.get('packet').count(), 0, 'nothing is drawn as a packet');
    await g.shot('20-alike-english');
    await g.page.keyboard.press('Control+Shift+F');
    await g.field('find-field').fill('未接通');
    await g.get('find-message').filter({hasText: '[视频通话] 未接通'}).first().waitFor();
    await g.page.close();
  }

  async tabs() {
    const {c, d} = this;
    await c.click('nav-settings');
    const tab = await this.openTab(c, '#/settings');
    await d.click('nav-chat');
    await d.openConversation(this.cat.nick);
    await d.say('one for both tabs');
    const badge = (client) =>
        client.page.locator('[data-test="nav-chat"] [data-test="unread-badge"]');
    for (const each of [c, tab]) await badge(each).waitFor();
    await c.page.bringToFront();
    await c.click('nav-chat');
    await c.openConversation(this.dan.nick);
    for (const each of [c, tab]) await this.vanished(each, 'the badge', badge(each));
    await c.click('nav-settings');
    await c.click('sign-out');
    for (const each of [c, tab]) await each.field('login-username').waitFor();
    const kept = await c.page.evaluate(async () =>
        (await indexedDB.databases()).map((each) => each.name).filter((n) => /cache/.test(n)));
    assert.deepEqual(kept, [], 'nothing of the conversations stays after signing out');
  }
}
