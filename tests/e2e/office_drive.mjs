// Ann keeps files on a drive: makes folders, uploads, moves, throws away, and shares one with Bob.
import assert from 'node:assert/strict';
import {directChat, must, person, upload} from '../lib/world.mjs';
import {measure} from './measure.mjs';
import {Story} from './story.mjs';

const NARROW = {width: 390, height: 844};
const WIDE = {width: 1280, height: 800};

export class OfficeDriveStory extends Story {
  constructor(server, browser, place) { super(server, browser, place, 'drive-'); }

  steps() {
    return [
      ['drive: nothing is there yet', () => this.prepare()],
      ['drive: a folder is made, and files are put into it', () => this.upload()],
      ['drive: a file is renamed and moved up', () => this.move()],
      ['drive: what is thrown away comes back from the bin', () => this.bin()],
      ['drive: a folder is shared with a password', () => this.share()],
      ['drive: a file of a message is saved', () => this.save()],
      ['drive: its pages can be read and fit', () => this.judge()],
    ];
  }

  async prepare() {
    const {http, uniq} = this;
    this.ann = await person(http, 'ann', `v${uniq}`);
    this.bob = await person(http, 'bob', `v${uniq}`);
    this.a = await this.open(this.ann);
    await this.a.click('nav-office');
    await this.a.click('office-drive');
    await this.a.get('drive-empty').waitFor();
  }

  item(name, client = this.a) { return client.get('drive-item').filter({hasText: name}); }

  async pick(name, action) {
    await this.item(name).locator('[data-test="drive-more"]').click();
    await this.a.click(action);
  }

  async named(name) {
    const field = this.a.page.locator('.el-message-box input');
    await field.fill(name);
    await field.press('Enter');
    await field.waitFor({state: 'detached'});
  }

  async upload() {
    const {a} = this;
    await a.click('drive-new-folder');
    await this.named('Plans 2027');
    await this.item('Plans 2027').locator('.name').click();
    await a.get('drive-empty').waitFor();
    const files = ['page 10.txt', 'page 9.txt'].map(
        (name) => ({name, mimeType: 'text/plain', buffer: Buffer.from(`text of ${name}`)}));
    await a.get('drive-file').setInputFiles(files);
    await this.item('page 10.txt').waitFor();
    await this.item('page 9.txt').waitFor();
    await this.gone(a, 'drive-uploads');
    assert.match(await a.get('drive-item').first().innerText(), /page\s+9/);
    // Dropped onto the page.
    const transfer = await a.page.evaluateHandle(() => {
      const data = new DataTransfer();
      data.items.add(new File(['dropped'], 'dropped.txt', {type: 'text/plain'}));
      return data;
    });
    await a.get('drive-drop').dispatchEvent('drop', {dataTransfer: transfer});
    await this.item('dropped.txt').waitFor();
    await a.shot('1-folder');
  }

  async move() {
    const {a} = this;
    await this.pick('page 9.txt', 'drive-rename');
    await this.named('first page.txt');
    await this.item('first page.txt').waitFor();
    await this.pick('first page.txt', 'drive-move');
    await a.get('drive-move-here').waitFor();
    await a.click('drive-move-here');
    await this.gone(a, 'drive-move-here');
    await this.item('first page.txt').waitFor({state: 'detached'});
    await a.click('drive-crumb');
    await this.item('first page.txt').waitFor();
    await a.click('drive-view');
    await a.shot('2-tiles');
    await a.click('drive-view');
    await a.field('drive-search').fill('dropped');
    await this.item('dropped.txt').waitFor();
    assert.equal(await a.get('drive-item').count(), 1);
    await a.field('drive-search').fill('');
    await this.item('Plans 2027').waitFor();
  }

  async bin() {
    const {a} = this;
    await this.pick('first page.txt', 'drive-remove');
    await this.item('first page.txt').waitFor({state: 'detached'});
    await a.click('drive-bin');
    const thrown = a.get('drive-thrown').filter({hasText: 'first page.txt'});
    await thrown.waitFor();
    await a.shot('3-bin');
    await thrown.locator('[data-test="drive-more"]').click();
    await a.click('drive-restore');
    await a.get('drive-bin-empty').waitFor();
    await a.click('drive-files');
    await this.item('first page.txt').waitFor();
  }

  async share() {
    const {a} = this;
    await this.pick('Plans 2027', 'drive-share');
    await a.field('drive-share-password').fill('abc');
    await a.click('drive-share-make');
    await a.page.locator('.k-problem').waitFor();
    await a.field('drive-share-password').fill('open sesame');
    await a.click('drive-share-make');
    const link = a.field('drive-share-link');
    await link.waitFor();
    const address = await link.inputValue();
    await a.page.keyboard.press('Escape');
    const b = await this.open(this.bob);
    this.b = b;
    await b.page.goto(address);
    await b.field('drive-shared-password').fill('wrong one');
    await b.click('drive-shared-open');
    await b.page.locator('.k-problem').waitFor();
    await b.shot('4-password');
    await b.field('drive-shared-password').fill('open sesame');
    await b.click('drive-shared-open');
    await this.item('page 10.txt', b).waitFor();
    await b.shot('4-shared');
    await a.click('drive-shares');
    await a.get('drive-share-row').filter({hasText: 'Plans 2027'}).waitFor();
    await a.shot('5-shares');
    await a.click('drive-share-end');
    await a.page.locator('.el-message-box .k-danger-button').click();
    await a.get('drive-shares-empty').waitFor();
    await b.page.reload();
    await b.get('load-failed').waitFor();
  }

  async save() {
    const {a, http} = this;
    const chat = await directChat(http, this.bob, this.ann);
    const {fileId, fileUrl, fileName, fileSize} = await upload(http, this.bob, 'minutes.txt',
        'minutes', '/file/upload', {conversationId: chat});
    await must(http, 'POST', '/message/send', this.bob.token, {conversationId: chat, type: 'FILE',
      content: JSON.stringify({fileId, fileUrl, fileName, fileSize})});
    await a.page.goto(`${this.server.origin}/#/c/${chat}`);
    await a.get('message-list').filter({hasText: 'minutes'}).waitFor();
    await a.message('minutes').first().click({button: 'right', position: {x: 5, y: 5}});
    await a.click('action-drive');
    await a.page.locator('.el-message').waitFor();
    await a.page.goto(`${this.server.origin}/#/office/drive`);
    await this.item('minutes.txt').waitFor();
  }

  async judge() {
    const {a} = this;
    const found = [];
    for (const viewport of [WIDE, NARROW]) {
      await a.page.setViewportSize(viewport);
      await a.page.emulateMedia({colorScheme: viewport === WIDE ? 'light' : 'dark'});
      for (const place of ['drive', 'drive/bin', 'drive/shares']) {
        await a.page.goto(`${this.server.origin}/#/office/${place}`);
        const ready = {'drive': 'drive-item', 'drive/bin': 'drive-bin-empty',
          'drive/shares': 'drive-shares-empty'}[place];
        await a.get(ready).first().waitFor();
        const all = await measure(a.page, {touch: viewport === NARROW});
        found.push(...all.map((each) => `${viewport.width} ${place}: ${each}`));
        await a.shot(`6-${viewport.width}-${place.replaceAll(/\W+/g, '-')}`);
      }
    }
    assert.equal(found.length, 0, `\n${found.join('\n')}`);
  }
}
