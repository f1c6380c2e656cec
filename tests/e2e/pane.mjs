// What people do with messages: ann, bob and cat in a direct chat and a group, in two browsers.
import assert from 'node:assert/strict';
import {befriend, directChat, group, must, person} from '../lib/world.mjs';
import {Story} from './story.mjs';

// 64 × 48 pixels.
const SMALL_PNG = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAEAAAAAwCAIAAAAuKetIAAAAQ0lEQVR42u3PQQkAAAgEsGtkNEsazAp+' +
    'hcEKLNXzWgQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQErhYAd5jxJ/6/FwAAAABJRU5E' +
    'rkJggg==', 'base64');
const HISTORY = 130;

export class PaneStory extends Story {
  constructor(server, browser, place) { super(server, browser, place, 'pane-'); }

  steps() {
    return [
      ['three people have a chat and a group', () => this.prepare()],
      ['a reply shows what it answers', () => this.reply()],
      ['a reaction is seen and taken back', () => this.react()],
      ['a recalled message is gone for both, and can be written again', () => this.recall()],
      ['an edited message changes for both and keeps its history', () => this.edit()],
      ['a mention is completed, marked and reachable', () => this.mention()],
      ['an emoji is completed from its name', () => this.emoji()],
      ['who has read a message', () => this.readBy()],
      ['a message is forwarded', () => this.forward()],
      ['forwarding again after a lost answer sends only what is missing',
        () => this.forwardAgain()],
      ['messages are forwarded as one, opened, and that one forwarded in another',
        () => this.merge()],
      ['messages are deleted for me alone', () => this.remove()],
      ['a picture is pasted, sent and looked at', () => this.picture()],
      ['a voice message is recorded, listened to and heard', () => this.voice()],
      ['a file is sent and downloaded', () => this.file()],
      ['files are listed by kind and lead to their message', () => this.files()],
      ['a message that was kept is found again', () => this.favorite()],
      ['back closes what lies over the page', () => this.back()],
      ['a message is found and jumped to', () => this.search()],
      ['a draft stays with its conversation', () => this.draft()],
      ['what was written while the server was away arrives once', () => this.reconnect()],
      ['no script failed in the pane', () => this.noErrors()],
    ];
  }

  async prepare() {
    const {http, uniq} = this;
    this.ann = await person(http, 'ann', `p${uniq}`);
    this.bob = await person(http, 'bob', `p${uniq}`);
    this.cat = await person(http, 'cat', `p${uniq}`);
    await befriend(http, this.ann, this.bob);
    this.dm = await directChat(http, this.ann, this.bob);
    this.groupName = `Team ${uniq}`;
    this.group = await group(http, this.ann, [this.bob, this.cat], this.groupName);
    this.a = await this.open(this.ann);
    this.b = await this.open(this.bob);
    await this.turnTo(this.a, this.bob.nick);
    await this.turnTo(this.b, this.ann.nick);
    await this.a.say('p1 good morning.');
    await this.b.hears('p1 good morning.');
    await this.a.get('message-readers').waitFor({state: 'detached'});
  }

  async turnTo(client, name) {
    await client.page.locator(`[data-test="conversation-row"][data-name="${name}"]`).click();
    await client.get('chat-title').filter({hasText: name}).waitFor();
    await client.field('composer').waitFor();
  }

  // Opens the menu of the message that holds `text` and chooses an entry.
  async act(client, text, action) {
    await client.message(text).first().click({button: 'right', position: {x: 5, y: 5}});
    await client.click(`action-${action}`);
  }

  async reply() {
    await this.act(this.b, 'p1 good morning.', 'reply');
    await this.b.get('reply-bar').waitFor();
    await this.b.say('p2 to you too.');
    const quote = this.a.message('p2 to you too.').locator('[data-test="message-quote"]');
    await quote.filter({hasText: 'p1 good morning.'}).waitFor();
    await this.b.until('the bar is gone', async () => await this.b.get('reply-bar').count() === 0);
    await this.shots('reply');
  }

  async react() {
    await this.a.message('p2 to you too.').first().click({button: 'right', position: {x: 5, y: 5}});
    await this.a.get('quick-reaction').first().click();
    const chip = (c) => c.message('p2 to you too.').locator('[data-test="reaction"]');
    const counts = async (n) => {
      for (const c of [this.a, this.b]) {
        await chip(c).and(c.page.locator(`[data-count="${n}"]`)).waitFor();
      }
    };
    await counts(1);
    await chip(this.b).click();
    await counts(2);
    await chip(this.b).click();
    await counts(1);
    await this.a.page.reload();
    await chip(this.a).and(this.a.page.locator('[data-count="1"][aria-pressed="true"]')).waitFor();
  }

  async recall() {
    await this.a.say('p3 a mistake.');
    await this.b.hears('p3 a mistake.');
    await this.act(this.b, 'p3 a mistake.', 'reply');
    await this.b.say('p4 is it.');
    await this.a.hears('p4 is it.');
    await this.act(this.a, 'p3 a mistake.', 'recall');
    for (const c of [this.a, this.b]) {
      await c.page.locator('[data-test="system-row"][data-recalled="true"]').waitFor();
      assert.equal(await c.message('p3 a mistake.').count(), 0, `${c.name} still reads it`);
      await c.get('message-quote').filter({hasText: '消息已撤回'}).waitFor();
    }
    await this.a.click('re-edit');
    assert.equal(await this.a.field('composer').inputValue(), 'p3 a mistake.');
    await this.shots('recall');
    await this.a.field('composer').fill('');
  }

  async edit() {
    await this.a.say('p5 frist.');
    await this.b.hears('p5 frist.');
    await this.a.until('it is sent', async () => await this.a.message('p5 frist.')
        .and(this.a.page.locator('[data-id=""]')).count() === 0);
    await this.a.field('composer').press('ArrowUp');
    await this.a.get('edit-bar').waitFor();
    await this.a.field('composer').fill('p5 first.');
    await this.a.field('composer').press('Enter');
    await this.b.hears('p5 first.');
    await this.b.message('p5 first.').locator('[data-test="edited"]').click();
    await this.b.get('edit-history').filter({hasText: 'p5 frist.'}).waitFor();
    await this.b.page.keyboard.press('Escape');
    await this.b.get('edit-history').waitFor({state: 'detached'});
  }

  async mention() {
    await this.b.click('nav-settings');
    await this.turnTo(this.a, this.groupName);
    const field = this.a.field('composer');
    await field.pressSequentially(`@bob`);
    await this.a.get('mention-choice').first().waitFor();
    await this.shots('mention');
    await field.press('Enter');
    assert.equal(await field.inputValue(), `@${this.bob.nick} `);
    await field.press('Backspace');
    assert.equal(await field.inputValue(), '');
    await field.pressSequentially(`@bob`);
    await this.a.get('mention-choice').first().waitFor();
    await field.press('Enter');
    await field.pressSequentially('p6 please look.');
    await field.press('Enter');
    await this.b.click('nav-chat');
    await this.b.get('conversation-row').filter({hasText: this.groupName}).filter({hasText: '我]'})
        .waitFor();
    await this.turnTo(this.b, this.groupName);
    await this.b.message('p6 please look.').locator('.mention.own').waitFor();
  }

  async emoji() {
    const field = this.a.field('composer');
    await field.pressSequentially('see :cake');
    await this.a.get('emoji-choice').first().waitFor();
    await this.a.shot('emoji-list');
    await field.press('Enter');
    assert.match(await field.inputValue(), /^see \p{Extended_Pictographic}$/u);
    await field.fill('');
    await field.pressSequentially('at 10:30');
    assert.equal(await this.a.get('emoji-list').count(), 0);
    await field.fill('');
  }

  async readBy() {
    const readers = this.a.message('p6 please look.').locator('[data-test="message-readers"]');
    await readers.filter({hasText: '1人未读'}).waitFor();
    await readers.click();
    await this.a.get('readers-read').filter({hasText: this.bob.nick}).waitFor();
    await this.a.get('readers-unread').filter({hasText: this.cat.nick}).waitFor();
    await this.a.shot('readers');
    await this.a.page.keyboard.press('Escape');
    await must(this.http, 'PUT', `/conversation/${this.group}/markAsRead`, this.cat.token);
    await readers.filter({hasText: '全部已读'}).waitFor();
  }

  async forward() {
    await this.turnTo(this.a, this.bob.nick);
    await this.act(this.a, 'p5 first.', 'forward');
    await this.a.page.locator(
        `[data-test="forward-target"][data-name="${this.groupName}"]`).click();
    await this.a.field('forward-note').fill('p7 for all of you.');
    await this.a.shot('forward');
    await this.a.click('forward-send');
    await this.a.get('forward-dialog').waitFor({state: 'detached'});
    await this.turnTo(this.b, this.groupName);
    await this.b.hears('p7 for all of you.');
    await this.b.message('p5 first.').locator('[data-test="forwarded"]').waitFor();
    await this.turnTo(this.b, this.ann.nick);
  }

  // The server takes the second message, but its answer never comes back.
  async forwardAgain() {
    const inGroup = async (text) => {
      const rows = await must(this.http, 'GET', `/message/list/${this.group}?limit=100`,
          this.bob.token);
      return rows.filter((row) => row.content.endsWith(text)).length;
    };
    const before = {first: await inGroup('p5 first.'), second: await inGroup('p4 is it.')};
    const {page} = this.a;
    let calls = 0;
    await page.route('**/message/forward', async (route) => {
      if (++calls !== 2) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await this.act(this.a, 'p5 first.', 'select');
    await this.a.message('p4 is it.').first().click();
    await this.a.click('select-forward');
    await page.locator(`[data-test="forward-target"][data-name="${this.groupName}"]`).click();
    await this.a.click('forward-send');
    await this.a.get('forward-error').waitFor();
    await this.a.click('forward-send');
    await this.a.get('forward-dialog').waitFor({state: 'detached'});
    await page.unroute('**/message/forward');
    assert.equal(await inGroup('p5 first.'), before.first + 1);
    assert.equal(await inGroup('p4 is it.'), before.second + 1);
  }

  // Chooses these messages and sends them on as one.
  async mergeTo(client, texts, target) {
    await this.act(client, texts[0], 'select');
    for (const text of texts.slice(1)) {
      await client.message(text).last().click({position: {x: 5, y: 5}});
    }
    await client.click('select-merge');
    await client.page.locator(`[data-test="forward-target"][data-name="${target}"]`).click();
    await client.shot(`merge-${texts.length}`);
    await client.click('forward-send');
    await client.get('forward-dialog').waitFor({state: 'detached'});
  }

  async merge() {
    const {a, b} = this;
    await this.mergeTo(a, ['p5 first.', 'p4 is it.'], this.groupName);
    await this.turnTo(b, this.groupName);
    const card = b.get('message-merged').last();
    await card.filter({hasText: '的聊天记录'}).filter({hasText: 'p5 first.'}).waitFor();
    await b.shot('merged');
    await card.click();
    const items = (client) => client.get('merged-item');
    await items(b).nth(1).waitFor();
    const said = await items(b).allInnerTexts();
    assert.ok(said.some((text) => text.includes('p5 first.')) && said.length === 2, `${said}`);
    await b.shot('merged-open');
    await b.page.keyboard.press('Escape');
    await this.gone(b, 'merged-dialog');
    await b.say('p7b after it.');
    await this.mergeTo(b, ['p7b after it.', 'p5 first.'], this.ann.nick);
    await this.turnTo(b, this.ann.nick);
    await a.get('message-merged').last().click();
    await items(a).nth(1).waitFor();
    assert.equal(await items(a).count(), 2);
    await a.page.keyboard.press('Escape');
    await this.gone(a, 'merged-dialog');
    await this.nested();
  }

  // The merged message itself, sent on in another, leads on and back.
  async nested() {
    const {a, b} = this;
    await this.turnTo(b, this.groupName);
    await b.get('message-merged').last().click({button: 'right', position: {x: 5, y: 5}});
    await b.click('action-select');
    await b.click('select-merge');
    await b.page.locator(
        `[data-test="forward-target"][data-name="${this.ann.nick}"]`).click();
    await b.click('forward-send');
    await this.gone(b, 'forward-dialog');
    const outer = a.get('message-merged').last();
    await outer.filter({hasText: '[聊天记录]'}).click();
    const inner = a.page.locator('[data-test="merged-item"] [data-test="message-merged"]');
    await inner.waitFor();
    await a.shot('merged-nested');
    await inner.click();
    await a.get('merged-item').filter({hasText: 'p4 is it.'}).waitFor();
    await a.click('merged-back');
    await inner.waitFor();
    await a.page.keyboard.press('Escape');
    await this.gone(a, 'merged-dialog');
    await this.turnTo(b, this.ann.nick);
  }

  async remove() {
    await this.act(this.a, 'p5 first.', 'select');
    await this.a.message('p4 is it.').first().click();
    await this.a.get('select-bar').filter({hasText: '2'}).waitFor();
    await this.a.click('select-delete');
    await this.a.click('confirm');
    for (const text of ['p5 first.', 'p4 is it.']) {
      await this.a.message(text).first().waitFor({state: 'detached'});
      await this.b.hears(text);
    }
  }

  async picture() {
    await this.a.field('composer').focus();
    await this.a.page.setInputFiles('[data-test="image-input"]',
        {name: 'map.png', mimeType: 'image/png', buffer: SMALL_PNG});
    await this.a.get('attachments').waitFor();
    await this.a.field('composer').press('Enter');
    const image = (c) => c.get('message-image').last();
    await image(this.b).waitFor();
    await this.b.until('the picture is there', () => image(this.b).locator('img').evaluate(
        (img) => img.complete && img.naturalWidth > 0));
    await image(this.b).click();
    await this.b.get('viewer-image').waitFor();
    await this.b.click('viewer-zoom-in');
    await this.b.click('viewer-rotate');
    assert.equal(await this.b.get('viewer-image').getAttribute('data-turn'), '90');
    await this.b.page.keyboard.press('Escape');
    await this.b.get('image-viewer').waitFor({state: 'detached'});
  }

  async voice() {
    const {page} = this.a;
    await this.a.click('open-voice');
    const hold = this.a.get('voice-hold');
    // Slid away, it is given up.
    await hold.hover();
    await page.mouse.down();
    await this.a.until('it records',
        async () => await hold.getAttribute('aria-pressed') === 'true');
    await page.mouse.move(20, 20);
    await page.mouse.up();
    await this.a.until('it ended', async () => await hold.getAttribute('aria-pressed') === 'false');
    await hold.hover();
    await page.mouse.down();
    await this.a.until('it records',
        async () => await hold.getAttribute('aria-pressed') === 'true');
    await page.waitForTimeout(1_500);
    await page.mouse.up();
    await this.a.get('voice-listen').waitFor();
    await this.a.shot('voice');
    await this.a.click('voice-send');
    const heard = this.b.get('message-voice').last();
    await heard.waitFor();
    await heard.locator('button').click();
    await this.b.until('it plays', () => heard.locator('audio').evaluate(
        (audio) => audio.currentTime > 0 || audio.ended));
    assert.equal(await this.a.get('message-voice').count(), 1);
  }

  async file() {
    await this.a.page.setInputFiles('[data-test="file-input"]',
        {name: 'notes p8.txt', mimeType: 'text/plain', buffer: Buffer.from('p8 the notes\n')});
    await this.a.field('composer').press('Enter');
    const card = this.b.page.locator('[data-test="message-file"][data-name="notes p8.txt"]');
    await card.waitFor();
    const [download] = await Promise.all([
      this.b.page.waitForEvent('download'),
      card.locator('[data-test="file-download"]').click(),
    ]);
    assert.equal(download.suggestedFilename(), 'notes p8.txt');
    const stream = await download.createReadStream();
    let text = '';
    for await (const chunk of stream) text += chunk;
    assert.equal(text, 'p8 the notes\n');
    await this.shots('files');
  }

  async files() {
    await this.a.click('chat-info');
    await this.a.click('panel-files');
    const file = this.a.page.locator('[data-test="panel-file"][data-name="notes p8.txt"]');
    await file.waitFor();
    await this.a.click('files-kind-images');
    await this.a.get('panel-file').locator('img').first().waitFor();
    await this.a.shot('files-panel');
    await this.a.click('files-kind-files');
    await file.click();
    await this.a.page.locator('[data-test="message-row"].flash [data-name="notes p8.txt"]')
        .waitFor();
    await this.a.click('panel-back');
    await this.a.get('panel-person').waitFor();
    await this.a.click('panel-close');
  }

  async favorite() {
    await this.act(this.b, 'p2 to you too.', 'favorite');
    await this.b.click('nav-settings');
    await this.b.click('open-favorites');
    const row = this.b.get('favorite-row').filter({hasText: 'p2 to you too.'});
    await row.waitFor();
    await this.b.shot('favorites');
    await row.locator('[data-test="favorite-open"]').click();
    await this.b.message('p2 to you too.').and(this.b.page.locator('.flash')).waitFor();
    await this.b.page.goBack();
    await row.locator('[data-test="favorite-remove"]').click();
    await this.b.get('favorites-empty').waitFor();
    await this.b.click('nav-chat');
    await this.turnTo(this.b, this.ann.nick);
  }

  async back() {
    const {page} = this.a;
    const place = page.url();
    await page.keyboard.press('Control+k');
    await this.a.field('switcher-field').waitFor();
    await page.goBack();
    await this.a.get('switcher').waitFor({state: 'detached'});
    await this.a.get('message-image').last().click();
    await this.a.get('image-viewer').waitFor();
    await page.goBack();
    await this.a.get('image-viewer').waitFor({state: 'detached'});
    await this.a.until('it is the same place', async () => page.url() === place);
    await this.a.get('chat-title').filter({hasText: this.bob.nick}).waitFor();
  }

  async search() {
    for (let i = 0; i < HISTORY; i++) {
      const content = i === 3 ? 'needle p9 in the hay' : `hay ${i}`;
      await must(this.http, 'POST', '/message/send', this.bob.token,
          {conversationId: this.dm, type: 'TEXT', content});
    }
    await this.a.page.reload();
    await this.a.field('composer').waitFor();
    await this.a.page.keyboard.press('Control+f');
    await this.a.field('search-here').fill('needle');
    await this.a.get('search-hit').first().waitFor();
    await this.a.get('search-hit').locator('mark').first().waitFor();
    await this.a.get('search-hit').first().click();
    await this.a.hears('needle p9 in the hay');
    await this.a.shot('search');
    await this.a.page.keyboard.press('Escape');
    await this.a.click('latest');
    await this.a.hears(`hay ${HISTORY - 1}`);
  }

  async draft() {
    await this.a.field('composer').fill('p9 not yet');
    await this.turnTo(this.a, this.groupName);
    assert.equal(await this.a.field('composer').inputValue(), '');
    await this.turnTo(this.a, this.bob.nick);
    assert.equal(await this.a.field('composer').inputValue(), 'p9 not yet');
    await this.a.field('composer').fill('');
  }

  async reconnect() {
    await this.turnTo(this.b, this.ann.nick);
    // Where the message that was kept led them.
    if (await this.b.get('latest').isVisible()) await this.b.click('latest');
    await this.a.say('p10 last words.');
    await this.b.hears('p10 last words.');
    await this.server.kill9();
    await this.a.get('connection-bar').waitFor();
    await this.a.say('p11 while away.');
    await this.act(this.b, 'p10 last words.', 'reply');
    await this.b.say('p12 answered while away.');
    await this.server.launch();
    for (const [c, text] of [[this.b, 'p11 while away.'], [this.a, 'p12 answered while away.']]) {
      await c.hears(text);
      assert.equal(await c.message(text).count(), 1);
    }
    await this.a.message('p12 answered').locator('[data-test="message-quote"]').waitFor();
  }

  async noErrors() {
    assert.deepEqual([this.a, this.b].flatMap((c) => c.errors), []);
  }
}
