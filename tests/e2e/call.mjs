// Ann calls bob: two browsers with fake cameras see each other through the server's signals.
import assert from 'node:assert/strict';
import {befriend, directChat, person} from '../lib/world.mjs';
import {WAIT_MS} from './browser.mjs';
import {Story} from './story.mjs';

const NARROW = {width: 390, height: 844};
const WIDE = {width: 1280, height: 800};
const FRAMES = 10;

export class CallStory extends Story {
  constructor(server, browser, place) { super(server, browser, place, 'call-'); }

  steps() {
    return [
      ['two friends open their chat', () => this.prepare()],
      ['a video call rings in every tab', () => this.ring()],
      ['answered in one tab it is gone in the others', () => this.answer()],
      ['both see the other: frames arrive', () => this.see()],
      ['sound and camera are switched off', () => this.switchOff()],
      ['the window becomes small, and fits a narrow screen', () => this.sizes()],
      ['hanging up ends it for both and leaves a line', () => this.hangUp()],
      ['a screen is shown in a voice call', () => this.showScreen()],
      ['a voice call is refused', () => this.refuse()],
      ['who gives up before an answer stops the ringing', () => this.giveUp()],
      ['a page that is closed hangs up', () => this.closePage()],
      ['who has no camera says so to the caller', () => this.noDevice()],
      ['who is away cannot be called, and no camera goes on', () => this.away()],
      ['who was away finds the missed call', () => this.missed()],
    ];
  }

  async prepare() {
    const {http, uniq} = this;
    this.ann = await person(http, 'ann', `v${uniq}`);
    this.bob = await person(http, 'bob', `v${uniq}`);
    await befriend(http, this.ann, this.bob);
    await directChat(http, this.ann, this.bob);
    this.a = await this.open(this.ann);
    this.b = await this.open(this.bob);
    await this.a.openConversation(this.bob.nick);
    await this.b.openConversation(this.ann.nick);
    this.tab = await this.openTab(this.b);
    await this.tab.openConversation(this.ann.nick);
    await this.b.page.bringToFront();
  }

  phase(client, name) {
    return client.page.locator(`[data-test="call-window"][data-phase="${name}"]`).waitFor();
  }

  async ring() {
    await this.a.click('call-video');
    await this.phase(this.a, 'calling');
    for (const c of [this.b, this.tab]) {
      await c.get('call-incoming').filter({hasText: this.ann.nick}).waitFor();
    }
    await this.shots('1-ring');
    await this.b.page.emulateMedia({colorScheme: 'dark'});
    await this.b.shot('1-ring-dark-bob');
    await this.b.page.emulateMedia({colorScheme: 'light'});
  }

  async answer() {
    await this.b.click('call-accept');
    await this.gone(this.tab, 'call-incoming');
    await this.phase(this.b, 'talking');
    await this.phase(this.a, 'talking');
    assert.equal(await this.tab.get('call-window').count(), 0);
  }

  // New pictures come in the other's video.
  async frames(client) {
    await client.page.waitForFunction((wanted) => {
      const video = document.querySelector('[data-test="call-remote"]');
      if (!video || video.videoWidth === 0) return false;
      const {totalVideoFrames} = video.getVideoPlaybackQuality();
      video.firstFrames ??= totalVideoFrames;
      return totalVideoFrames - video.firstFrames >= wanted;
    }, FRAMES, {timeout: 3 * WAIT_MS});
  }

  async see() {
    await Promise.all([this.frames(this.a), this.frames(this.b)]);
    for (const c of [this.a, this.b]) {
      assert.match(await c.get('call-state').innerText(), /\d\d:\d\d/);
    }
    await this.shots('2-talking');
    await this.a.page.emulateMedia({colorScheme: 'dark'});
    await this.a.shot('2-talking-dark-ann');
    await this.a.page.emulateMedia({colorScheme: 'light'});
  }

  async switchOff() {
    const enabled = (kind) => this.a.page.evaluate((of) => document.querySelector(
        '[data-test="call-local"]').srcObject.getTracks().find((t) => t.kind === of).enabled, kind);
    await this.a.click('call-mute');
    assert.equal(await enabled('audio'), false);
    await this.a.click('call-camera');
    assert.equal(await enabled('video'), false);
    await this.shots('3-off');
    await this.a.click('call-camera');
    await this.a.click('call-mute');
    assert.equal(await enabled('video'), true);
    assert.equal(await enabled('audio'), true);
  }

  async sizes() {
    await this.a.click('call-shrink');
    await this.a.shot('4-small-ann');
    await this.a.say('c1 typed beside the call.');
    await this.a.page.setViewportSize(NARROW);
    await this.a.shot('4-small-narrow-ann');
    await this.moveSmall();
    await this.a.click('call-shrink');
    await this.a.shot('4-narrow-ann');
    await this.a.page.setViewportSize(WIDE);
    await this.frames(this.a);
  }

  // Out of the way of what is read, and never out of sight.
  async moveSmall() {
    const {page} = this.a;
    const box = () => this.a.get('call-window').boundingBox();
    const header = await page.locator('header.header').boundingBox();
    const before = await box();
    assert.ok(before.y >= header.y + header.height, 'it lies below the header');
    assert.ok(before.width <= NARROW.width / 2, 'it leaves half the width');
    const drag = async (x, y) => {
      const from = await box();
      await page.mouse.move(from.x + 20, from.y + 60);
      await page.mouse.down();
      await page.mouse.move(x + 20, y + 60, {steps: 5});
      await page.mouse.up();
    };
    await drag(8, 400);
    const moved = await box();
    assert.ok(Math.abs(moved.x - 8) < 2 && Math.abs(moved.y - 400) < 2, JSON.stringify(moved));
    await this.a.shot('4-small-moved-ann');
    await drag(-500, 2000);
    const held = await box();
    assert.ok(held.x >= 0 && held.y + held.height <= NARROW.height, JSON.stringify(held));
    await this.a.get('call-window').focus();
    await page.keyboard.press('ArrowUp');
    assert.ok((await box()).y < held.y, 'keys move it, too');
  }

  async hangUp() {
    await this.b.click('call-end');
    await this.phase(this.b, 'over');
    await this.phase(this.a, 'over');
    await this.shots('5-over');
    for (const c of [this.a, this.b]) {
      await c.get('chat-title').waitFor();
      await c.get('system-row').filter({hasText: /^\s*通话时长 \d\d:\d\d/}).waitFor();
      await this.gone(c, 'call-window');
    }
    await this.shots('6-line');
  }

  // The screen is a picture that changes; what a browser asks for it is not for a test.
  async showScreen() {
    await this.a.page.evaluate(() => {
      navigator.mediaDevices.getDisplayMedia = async () => {
        const canvas = document.createElement('canvas');
        Object.assign(canvas, {width: 320, height: 240});
        const pen = canvas.getContext('2d');
        setInterval(() => {
          pen.fillStyle = `hsl(${Date.now() % 360} 80% 50%)`;
          pen.fillRect(0, 0, 320, 240);
        }, 40);
        return canvas.captureStream(25);
      };
    });
    await this.a.click('call-voice');
    await this.b.click('call-accept');
    await this.phase(this.a, 'talking');
    await this.phase(this.b, 'talking');
    const seen = () => this.b.get('call-remote').isVisible();
    assert.equal(await seen(), false, 'nothing is shown yet');
    for (let i = 0; i < 2; i++) {
      await this.a.click('call-screen');
      await this.b.until('the screen is shown', seen);
      await this.frames(this.b);
      if (i === 0) await this.shots('6-screen');
      await this.a.click('call-screen');
      await this.b.until('it is shown no more', async () => !await seen());
    }
    await this.a.click('call-end');
    await this.gone(this.a, 'call-window');
    await this.gone(this.b, 'call-window');
  }

  async refuse() {
    await this.a.click('call-voice');
    await this.b.get('call-incoming').waitFor();
    await this.b.shot('7-voice-bob');
    await this.b.click('call-reject');
    await this.phase(this.a, 'over');
    assert.match(await this.a.get('call-state').innerText(), /对方已拒绝/);
    await this.gone(this.tab, 'call-incoming');
    await this.gone(this.a, 'call-window');
  }

  async giveUp() {
    await this.b.click('call-voice');
    await this.a.get('call-incoming').waitFor();
    await this.a.page.setViewportSize(NARROW);
    await this.a.shot('8-ring-narrow-ann');
    await this.a.page.setViewportSize(WIDE);
    await this.b.click('call-end');
    await this.gone(this.a, 'call-incoming');
    await this.gone(this.b, 'call-window');
  }

  async closePage() {
    await this.b.click('call-video');
    await this.a.get('call-incoming').waitFor();
    await this.a.click('call-accept');
    await this.phase(this.a, 'talking');
    await this.b.page.reload();
    await this.phase(this.a, 'over');
    await this.gone(this.a, 'call-window');
  }

  async noDevice() {
    await this.b.page.bringToFront();
    await this.b.openConversation(this.ann.nick);
    await this.b.page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error('none'));
    });
    await this.a.click('call-voice');
    await this.b.click('call-accept');
    await this.phase(this.a, 'over');
    assert.match(await this.a.get('call-state').innerText(), /对方无法接听：摄像头或麦克风不可用/);
    await this.a.shot('9-device-ann');
    await this.a.click('call-close');
    await this.b.click('call-close');
  }

  async away() {
    await this.b.page.close();
    await this.tab.page.close();
    await this.a.until('bob is shown as away', async () =>
      await this.a.get('chat-state').getAttribute('data-online') === 'false');
    await this.a.page.evaluate(() => {
      window.opened = 0;
      navigator.mediaDevices.getUserMedia = () => {
        window.opened++;
        return Promise.reject(new Error('none'));
      };
    });
    await this.a.click('call-video');
    await this.phase(this.a, 'over');
    assert.match(await this.a.get('call-state').innerText(), /对方不在线/);
    assert.equal(await this.a.page.evaluate(() => window.opened), 0, 'the camera stayed off');
    await this.a.shot('9-away-ann');
    const line = this.a.get('system-row').filter({hasText: '对方未接听'}).last();
    await line.locator('[data-test="call-back"]').waitFor();
  }

  async missed() {
    this.b = await this.open(this.bob);
    const row = this.b.get('conversation-row').filter({hasText: this.ann.nick});
    await row.filter({hasText: '[视频通话] 未接来电'}).waitFor();
    await this.b.openConversation(this.ann.nick);
    const line = this.b.get('system-row').filter({hasText: '未接来电'}).last();
    await line.filter({hasText: '回拨'}).waitFor();
    await this.b.shot('9-missed-bob');
    await this.b.page.emulateMedia({colorScheme: 'dark'});
    await this.b.page.setViewportSize(NARROW);
    await this.b.shot('9-missed-dark-narrow-bob');
    await line.locator('[data-test="call-back"]').click();
    await this.a.get('call-incoming').waitFor();
    await this.b.click('call-end');
    await this.gone(this.a, 'call-incoming');
  }
}
