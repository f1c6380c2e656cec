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
      ['a voice call is refused', () => this.refuse()],
      ['who gives up before an answer stops the ringing', () => this.giveUp()],
      ['a page that is closed hangs up', () => this.closePage()],
      ['who is away cannot be called', () => this.away()],
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
    await this.a.click('call-shrink');
    await this.a.shot('4-narrow-ann');
    await this.a.page.setViewportSize(WIDE);
    await this.frames(this.a);
  }

  async hangUp() {
    await this.b.click('call-end');
    await this.phase(this.b, 'over');
    await this.phase(this.a, 'over');
    await this.shots('5-over');
    for (const c of [this.a, this.b]) {
      await c.get('chat-title').waitFor();
      await c.page.getByText(/\[视频通话\] 通话时长 \d\d:\d\d/).first().waitFor();
      await this.gone(c, 'call-window');
    }
    await this.shots('6-line');
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

  async away() {
    await this.b.page.close();
    await this.tab.page.close();
    await this.a.until('bob is shown as away', async () =>
      await this.a.get('chat-state').getAttribute('data-online') === 'false');
    await this.a.click('call-video');
    await this.phase(this.a, 'over');
    assert.match(await this.a.get('call-state').innerText(), /对方不在线/);
    await this.a.shot('9-away-ann');
  }
}
