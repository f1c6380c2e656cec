// Three people call each other in a group: everybody sees everybody, whoever came first.
import assert from 'node:assert/strict';
import {befriend, group, person} from '../lib/world.mjs';
import {imchatLogin} from '../lib/imchat.mjs';
import {WAIT_MS} from './browser.mjs';
import {Story} from './story.mjs';

const NARROW = {width: 390, height: 844};
const WIDE = {width: 1280, height: 800};
const FRAMES = 10;

export class GroupCallStory extends Story {
  constructor(server, browser, place) { super(server, browser, place, 'group-call-'); }

  steps() {
    return [
      ['group call: three members open their group', () => this.prepare()],
      ['group call: a call rings for who was chosen', () => this.ring()],
      ['group call: two in a group see each other', () => this.answer()],
      ['group call: another one finds the call and comes in: all see all', () => this.join()],
      ['group call: who is muted is marked so for the others', () => this.mute()],
      ['group call: the call goes on for the others when one leaves', () => this.leave()],
      ['group call: a call from IM Chat rings as well, and can be refused', () => this.refuse()],
      ['group call: a page that is closed leaves the call of its group', () => this.closePage()],
      ['group call: who is away, and who has no camera, is told', () => this.absent()],
    ];
  }

  async prepare() {
    const {http, uniq} = this;
    for (const who of ['ann', 'bob', 'cat']) this[who] = await person(http, who, `g${uniq}`);
    await befriend(http, this.ann, this.bob);
    await befriend(http, this.ann, this.cat);
    this.team = `Talk ${uniq}`;
    this.id = await group(http, this.ann, [this.bob, this.cat], this.team);
    for (const [short, who] of [['a', this.ann], ['b', this.bob], ['c', this.cat]]) {
      this[short] = await this.open(who);
      await this[short].openConversation(this.team);
    }
  }

  phase(client, name) {
    return client.page.locator(`[data-test="call-window"][data-phase="${name}"]`).waitFor();
  }

  // New pictures of that person come in.
  async sees(client, who) {
    await client.page.waitForFunction(([id, wanted]) => {
      const video = document.querySelector(`[data-test="call-tile"][data-user="${id}"] video`);
      if (!video || video.videoWidth === 0) return false;
      const {totalVideoFrames} = video.getVideoPlaybackQuality();
      video.firstFrames ??= totalVideoFrames;
      return totalVideoFrames - video.firstFrames >= wanted;
    }, [who.id, FRAMES], {timeout: 3 * WAIT_MS});
  }

  tile(client, who) {
    return client.page.locator(`[data-test="call-tile"][data-user="${who.id}"]`);
  }

  async ring() {
    const {a, b, c} = this;
    await a.click('call-video');
    await a.get('people-row').filter({hasText: this.cat.nick}).click();
    await a.shot('1-choose');
    await a.click('group-call-start');
    await this.phase(a, 'in');
    const ringing = b.get('call-incoming').filter({hasText: this.ann.nick});
    await ringing.filter({hasText: this.team}).waitFor();
    await b.shot('2-ring-bob');
    assert.equal(await c.get('call-incoming').count(), 0, 'cat was not asked');
  }

  async answer() {
    const {a, b} = this;
    await b.click('call-accept');
    await this.phase(b, 'in');
    await Promise.all([this.sees(a, this.bob), this.sees(b, this.ann)]);
  }

  async join() {
    const {a, b, c} = this;
    await c.click('call-voice');
    await c.get('group-call-going').filter({hasText: this.ann.nick}).waitFor();
    await c.click('group-call-start');
    await this.phase(c, 'in');
    const all = [[a, this.ann], [b, this.bob], [c, this.cat]];
    await Promise.all(all.flatMap(([client, me]) =>
      all.filter(([, who]) => who !== me).map(([, who]) => this.sees(client, who))));
    for (const [client] of all) {
      assert.match(await client.get('call-state').innerText(), /\d\d:\d\d · 3 人/);
    }
    await this.shots('3-talking');
    await a.page.setViewportSize(NARROW);
    await a.shot('4-narrow-ann');
    await a.click('call-shrink');
    await a.shot('4-small-narrow-ann');
    await a.page.setViewportSize(WIDE);
    await a.click('call-shrink');
  }

  async mute() {
    const {a, b} = this;
    await b.click('call-mute');
    const marked = (what, value) => a.until(`${what} of bob is ${value}`, async () =>
      await this.tile(a, this.bob).getAttribute(`data-${what}`) === value);
    await marked('muted', 'true');
    await b.click('call-camera');
    await marked('picture', 'false');
    await a.shot('5-muted');
    await b.click('call-camera');
    await b.click('call-mute');
    await marked('muted', 'false');
    await marked('picture', 'true');
  }

  async leave() {
    const {a, b, c} = this;
    await b.click('call-end');
    await this.gone(b, 'call-window');
    for (const client of [a, c]) await this.tile(client, this.bob).waitFor({state: 'detached'});
    await this.sees(a, this.cat);
    for (const client of [a, c]) {
      await client.click('call-end');
      await this.gone(client, 'call-window');
    }
    await a.page.getByText('通话结束').first().waitFor();
  }

  // Bob's telephone speaks IM Chat.
  async refuse() {
    const {a, c, server} = this;
    const {token} = await imchatLogin(server.imchat, this.bob.name, 1, this.bob.password);
    const begin = async () => {
      const {json} = await server.imchat.call('POST', '/webrtc/group/setup', token,
          {groupId: this.id, mode: 2});
      assert.equal(json?.code, 200, JSON.stringify(json));
      return json.data.callId;
    };
    const callId = await begin();
    for (const client of [a, c]) {
      await client.get('call-incoming').filter({hasText: this.bob.nick}).waitFor();
    }
    await a.click('call-reject');
    await this.gone(a, 'call-incoming');
    await c.get('call-incoming').waitFor();
    const {json} = await server.imchat.call('POST', '/webrtc/group/cancel', token, {callId});
    assert.equal(json?.code, 200, JSON.stringify(json));
    await this.gone(c, 'call-incoming');
  }

  async closePage() {
    const {a, b} = this;
    await a.click('call-voice');
    await a.click('group-call-start');
    await b.get('call-incoming').waitFor();
    await b.click('call-accept');
    await this.phase(b, 'in');
    await this.tile(a, this.bob).waitFor();
    await b.page.reload();
    await this.tile(a, this.bob).waitFor({state: 'detached'});
    await a.click('call-end');
    await this.gone(a, 'call-window');
  }

  async absent() {
    const {a, b, c} = this;
    await c.page.close();
    await b.openConversation(this.team);
    await b.page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error('none'));
    });
    const away = a.get('people-row').filter({hasText: this.cat.nick}).filter({hasText: '离线'});
    await a.until('cat is away', async () => {
      await a.click('call-voice');
      await a.get('people-row').filter({hasText: this.cat.nick}).waitFor();
      if (await away.waitFor({timeout: 1000}).then(() => true, () => false)) return true;
      await a.page.keyboard.press('Escape');
      return false;
    });
    await a.shot('6-away-choose');
    await a.click('group-call-start');
    await a.get('call-absent').filter({hasText: `${this.cat.nick} 不在线`}).waitFor();
    await b.click('call-accept');
    await a.get('call-absent').filter({hasText: `${this.bob.nick} 无法接听`}).waitFor();
    await a.shot('6-absent');
    await a.click('call-end');
    await this.gone(a, 'call-window');
  }
}
