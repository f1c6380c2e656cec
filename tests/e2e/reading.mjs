// What counts as read: bob opens chats with much unread in them, jumps, scrolls, and has two tabs;
// the server's numbers say what they have read.
import assert from 'node:assert/strict';
import {group, must, person} from '../lib/world.mjs';
import {Story} from './story.mjs';

const LONG = 150;
// From each of three people, who are not slowed down for writing too much.
const VERY_LONG_EACH = 400;
const VERY_LONG = 3 * VERY_LONG_EACH;
// Longer than a message must be on screen to be read, and than a mark may wait.
const SETTLED_MS = 1_800;

export class ReadingStory extends Story {
  constructor(server, browser, place) { super(server, browser, place, 'reading-'); }

  steps() {
    return [
      ['reading: chats with much unread', () => this.prepare()],
      ['reading: a jump to an old message makes nothing unread', () => this.jumpBack()],
      ['reading: a chat opens at the first unread message and reads what it shows',
        () => this.firstUnread()],
      ['reading: a jump over unread messages does not read them', () => this.jumpOver()],
      ['reading: more unread than is loaded opens where it begins', () => this.veryLong()],
      ['reading: one tab reads for the other', () => this.twoTabs()],
      ['reading: a chat is made unread by hand, on all devices', () => this.madeUnread()],
      ['reading: no script failed', async () => assert.deepEqual(this.errors, [])],
    ];
  }

  async prepare() {
    const {http, uniq} = this;
    this.ann = await person(http, 'ann', `r${uniq}`);
    this.bob = await person(http, 'bob', `r${uniq}`);
    const more = [];
    for (const who of ['cat', 'dan', 'eve']) more.push(await person(http, who, `r${uniq}`));
    const make = (what, members = []) =>
        group(http, this.ann, [this.bob, ...members], `${what} ${uniq}`);
    this.old = await make('Old');
    this.news = await make('News');
    this.over = await make('Over');
    this.vast = await make('Vast', more);
    this.tabs = await make('Tabs');
    const ids = await this.fill(this.old, LONG);
    this.early = ids[10];
    await must(http, 'PUT', `/conversation/${this.old}/markAsRead`, this.bob.token);
    await this.send(this.news, 'n0 for bob', {mentionInfo: {userIds: [this.bob.id]}});
    this.newsIds = await this.fill(this.news, LONG - 1);
    this.overIds = await this.fill(this.over, LONG);
    await Promise.all(more.map((who) => this.fill(this.vast, VERY_LONG_EACH, who)));
    this.b = await this.open(this.bob);
  }

  async send(conversationId, content, more = {}, who = this.ann) {
    const sent = await must(this.http, 'POST', '/message/send', who.token,
        {conversationId, type: 'TEXT', content, ...more});
    return typeof sent === 'object' ? sent.id : sent;
  }

  // Sends `count` messages, one after the other; returns their ids.
  async fill(conversation, count, who = this.ann) {
    const ids = [];
    for (let i = 1; i <= count; i++) {
      ids.push(await this.send(conversation, `text ${i} of ${count}`, {}, who));
    }
    return ids;
  }

  async row(conversation) {
    const rows = await must(this.http, 'GET', '/conversation/list', this.bob.token);
    return rows.find((each) => each.id === conversation);
  }

  async unread(conversation) { return (await this.row(conversation)).unreadCount; }

  settle() { return this.b.page.waitForTimeout(SETTLED_MS); }

  go(place, client = this.b) {
    return client.page.evaluate((hash) => { location.hash = hash; }, place);
  }

  badge(client, what) {
    return client.get('conversation-row').filter({hasText: `${what} ${this.uniq}`})
        .locator('[data-test="unread-badge"]');
  }

  async wheel(dy) {
    await this.b.get('message-list').hover();
    await this.b.page.mouse.wheel(0, dy);
  }

  // Where the line above the first unread message stands: 0 at the upper edge, 1 at the lower.
  async lineAt() {
    const line = this.b.get('unread-line');
    await line.waitFor();
    const [at, pane] = [await line.boundingBox(), await this.b.get('message-list').boundingBox()];
    return (at.y - pane.y) / pane.height;
  }

  async jumpBack() {
    await this.go(`#/c/${this.old}/m/${this.early}`);
    await this.b.message(`text 11 of ${LONG}`).waitFor();
    for (let i = 0; i < 4; i++) {
      await this.b.page.waitForTimeout(SETTLED_MS / 3);
      assert.equal(await this.badge(this.b, 'Old').count(), 0, 'it became unread');
      assert.doesNotMatch(await this.b.get('latest').innerText(), /\d/);
      await this.wheel(400);
    }
    assert.equal(await this.unread(this.old), 0);
  }

  async firstUnread() {
    await this.go(`#/c/${this.news}`);
    await this.b.hears('n0 for bob');
    const at = await this.lineAt();
    assert.ok(at > 0 && at < 0.5, `the line stands at ${at}`);
    await this.settle();
    await this.b.shot('first-unread');
    const left = await this.unread(this.news);
    assert.ok(left < LONG && left > LONG - 50, `${left} are left unread`);
    const shown = Number(await this.badge(this.b, 'News').innerText().then(
        (text) => text.replace('+', '')));
    assert.ok(Math.abs(shown - Math.min(left, 99)) <= 1, `${shown} are shown`);
    const end = this.newsIds.at(-1);
    const readers = await must(this.http, 'GET', `/message/read/detail/${end}`, this.ann.token);
    assert.equal(readers.readCount, 0, 'who wrote last is told that bob read it');
    await this.b.until('all of it is read', async () => {
      await this.wheel(1500);
      return await this.unread(this.news) === 0;
    });
    await this.badge(this.b, 'News').waitFor({state: 'detached'});
  }

  async jumpOver() {
    await this.go(`#/c/${this.over}/m/${this.overIds[99]}`);
    await this.b.hears(`text 100 of ${LONG}`);
    await this.settle();
    assert.equal(await this.unread(this.over), LONG);
    await this.b.click('unread-pill');
    await this.b.hears(`text 1 of ${LONG}`);
    await this.b.until('the first ones are read',
        async () => await this.unread(this.over) < LONG);
  }

  async veryLong() {
    await this.go(`#/c/${this.vast}`);
    const at = await this.lineAt();
    assert.ok(at > 0 && at < 0.5, `the line stands at ${at}`);
    await this.settle();
    const left = await this.unread(this.vast);
    assert.ok(left < VERY_LONG && left > VERY_LONG - 50, `${left} are left unread`);
    await this.b.get('latest').filter({hasText: String(left)}).waitFor();
    await this.b.shot('very-long');
    await this.b.click('latest');
    await this.b.until('all of it is read', async () => await this.unread(this.vast) === 0);
    await this.badge(this.b, 'Vast').waitFor({state: 'detached'});
  }

  async twoTabs() {
    const tab = await this.openTab(this.b, `#/c/${this.old}`);
    await tab.field('composer').waitFor();
    await this.send(this.tabs, 'one for both tabs');
    for (const client of [this.b, tab]) await this.badge(client, 'Tabs').waitFor();
    await this.go(`#/c/${this.tabs}`);
    await this.b.hears('one for both tabs');
    for (const client of [this.b, tab]) {
      await this.badge(client, 'Tabs').waitFor({state: 'detached'});
    }
    // Tabs tell each other; the server is told within a second.
    await this.b.until('the server knows', async () => await this.unread(this.tabs) === 0);
    assert.equal(await this.b.get('spoken').innerText(), '', 'history was read out');
    await this.send(this.tabs, 'two is read out');
    await this.b.get('spoken').filter({hasText: 'two is read out'}).waitFor({state: 'attached'});
  }

  // In the second tab the chat is open and on screen all the while.
  async madeUnread() {
    await this.b.until('what came last is read', async () => await this.unread(this.tabs) === 0);
    const tab = await this.openTab(this.b, `#/c/${this.tabs}`);
    await tab.field('composer').waitFor();
    await this.go(`#/c/${this.old}`);
    const row = this.b.get('conversation-row').filter({hasText: `Tabs ${this.uniq}`});
    await row.click({button: 'right'});
    await this.b.shot('menu-unread');
    await this.b.click('menu-unread');
    for (const client of [this.b, tab]) {
      await this.badge(client, 'Tabs').filter({hasText: /^1$/}).waitFor();
    }
    await tab.page.bringToFront();
    await tab.page.waitForTimeout(SETTLED_MS);
    assert.equal(await this.unread(this.tabs), 1, 'a tab on the screen read it again');
    await this.b.page.bringToFront();
    await this.b.page.reload({waitUntil: 'commit'});
    // Where one goes before the first page is there is gone to all the same.
    await this.go(`#/c/${this.over}`);
    await this.b.page.waitForURL(`**/#/c/${this.over}`);
    await this.b.get('message-list').filter({hasText: `of ${LONG}`}).waitFor();
    await this.b.page.waitForURL(`**/#/c/${this.over}`);
    await this.badge(this.b, 'Tabs').filter({hasText: /^1$/}).waitFor();
    await this.go(`#/c/${this.tabs}`);
    await this.b.until('opening reads it', async () => await this.unread(this.tabs) === 0);
    for (const client of [this.b, tab]) {
      await this.badge(client, 'Tabs').waitFor({state: 'detached'});
    }
    // The key works on what is open, and leaves it.
    await this.b.field('composer').press('Alt+u');
    await this.badge(this.b, 'Tabs').filter({hasText: /^1$/}).waitFor();
    await this.gone(this.b, 'composer');
    await this.settle();
    assert.equal(await this.unread(this.tabs), 1, 'it was opened and read again');
    await row.focus();
    await this.b.page.keyboard.press('Alt+u');
    await this.badge(this.b, 'Tabs').waitFor({state: 'detached'});
    await this.b.until('the key reads it', async () => await this.unread(this.tabs) === 0);
  }
}
