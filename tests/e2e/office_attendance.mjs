// Ann comes late, goes early and forgot a day; Bob, who leads the department, decides on what is to
// be mended and looks at the month of the people in it.
import assert from 'node:assert/strict';
import {dayText as dayOf, ZONE_MS as ZONE} from '../lib/day.mjs';
import {administrator, login, must, person} from '../lib/world.mjs';
import {Client} from './browser.mjs';
import {measure} from './measure.mjs';
import {Story} from './story.mjs';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7;
const WEDNESDAY = 3;
const NARROW = 500;
const LOOKS = [
  {name: 'wide-zh', language: 'zh-CN', theme: 'light', viewport: {width: 1280, height: 900}},
  {name: 'wide-en', language: 'en', theme: 'dark', viewport: {width: 1280, height: 900}},
  {name: 'tablet-en', language: 'en', theme: 'light', viewport: {width: 768, height: 1024}},
  {name: 'narrow-zh', language: 'zh-CN', theme: 'light', viewport: {width: 390, height: 844}},
  {name: 'narrow-en', language: 'en', theme: 'light', viewport: {width: 390, height: 844}},
];


// Midnight of a Wednesday, at least two days of work after today, where the office is.
function aWednesday() {
  const midnight = Math.floor((Date.now() + ZONE) / DAY) * DAY;
  const ahead = (WEDNESDAY - new Date(midnight).getUTCDay() + WEEK) % WEEK;
  return midnight + (ahead + WEEK) * DAY - ZONE;
}

export class AttendanceStory extends Story {
  constructor(server, browser, place) {
    super(server, browser, place, 'attendance-');
    this.startServer = place.startServer;
  }

  steps() {
    return [
      ['attendance: a department works on a Wednesday', () => this.prepare()],
      ['attendance: one comes late and goes early', () => this.work()],
      ['attendance: a day that was forgotten is mended', () => this.mend()],
      ['attendance: what is declined says why', () => this.decline()],
      ['attendance: keys walk over the month', () => this.walk()],
      ['attendance: who leads sees a month of their people', () => this.team()],
      ['attendance: its pages can be read and fit', () => this.judge()],
    ];
  }

  async prepare() {
    this.own = this.server = await this.startServer({testClock: true});
    const http = this.http = this.server.http;
    this.ann = await person(http, 'ann', `t${this.uniq}`);
    this.bob = await person(http, 'bob', `t${this.uniq}`);
    const admin = await administrator(http);
    const departmentId = await must(http, 'POST', '/organization/department', admin.token,
        {name: 'Design', parentId: 0, leaderId: this.bob.id});
    await must(http, 'POST', '/organization/department/member', admin.token,
        {departmentId, userIds: [this.ann.id, this.bob.id]});
    this.midnight = aWednesday();
    this.now = this.midnight + 9 * HOUR + 20 * MINUTE;
    await this.server.advanceClock(this.now - Date.now());
    for (const who of [this.ann, this.bob]) {
      Object.assign(who, await login(http, who.name, who.password));
    }
    this.a = await this.enter(this.ann);
    this.b = await this.enter(this.bob);
  }

  async enter(who) {
    const client = await Client.open(this.browser, this.server.origin, who.name.split('_')[0],
        this, {time: this.now});
    this.clients.push(client);
    await client.signIn(who.name, who.password);
    return client;
  }

  async goto(client, part = '') {
    await client.page.goto(`${this.server.origin}/#/office/attendance${part}`);
  }

  day(client, ms) {
    return client.page.locator(`[data-test="attendance-day"][data-date="${dayOf(ms)}"]`);
  }

  async marked(client, ms, mark) {
    await client.until(`${dayOf(ms)} is ${mark}`,
        async () => await this.day(client, ms).getAttribute('data-mark') === mark);
  }

  async work() {
    const {a} = this;
    await this.goto(a);
    await a.get('punch').waitFor();
    assert.equal(await a.get('punch').getAttribute('data-side'), 'IN');
    await this.marked(a, this.midnight, 'open');
    await this.marked(a, this.midnight - DAY, 'absent');
    await this.marked(a, this.midnight + DAY, 'none');
    assert.equal(await a.get('attendance-requests').count(), 0, 'ann leads nobody');
    await a.shot('1-before');
    await a.click('punch');
    await a.page.locator('[data-test="punch"][data-side="OUT"]').waitFor();
    await a.get('today-IN').filter({hasText: '迟到'}).waitFor();
    await this.marked(a, this.midnight, 'late');
    await a.click('punch');
    // It is the morning still.
    await a.page.getByRole('button', {name: '仍要打卡'}).click();
    await a.get('punch-done').waitFor();
    await this.marked(a, this.midnight, 'lateEarly');
    await a.shot('2-after');
  }

  async ask(client, ms, reason) {
    await this.day(client, ms).click();
    await client.click('mend');
    await client.click('mend-send');
    await client.page.getByText('请填写原因').waitFor();
    await client.field('mend-reason').fill(reason);
    await client.shot('3-mend');
    await client.click('mend-send');
    await this.marked(client, ms, 'asked');
    await this.gone(client, 'mend-send');
  }

  async mend() {
    const {a, b} = this;
    const tuesday = this.midnight - DAY;
    await this.goto(b);
    await b.click('attendance-requests');
    await b.get('requests-empty').waitFor();
    await this.ask(a, tuesday, 'At a customer all day');
    // It comes by itself to who decides, and so does the answer.
    const row = b.get('mend-request').filter({hasText: 'At a customer all day'});
    await row.waitFor();
    assert.match(await row.innerText(), /ann/i);
    await b.shot('4-request');
    await row.locator('[data-test="mend-approve"]').click();
    await b.get('requests-empty').waitFor();
    await this.marked(a, tuesday, 'fine');
    await a.get('day-decision').filter({hasText: '补卡已通过'}).waitFor();
  }

  async decline() {
    const {a, b} = this;
    await this.ask(a, this.midnight, 'The bus');
    await b.get('mend-request').waitFor();
    await b.click('mend-reject');
    await b.field('mend-comment').fill('It was not late');
    await b.click('mend-reject-send');
    await b.get('requests-empty').waitFor();
    await this.marked(a, this.midnight, 'lateEarly');
    await a.get('day-box').filter({hasText: 'It was not late'}).waitFor();
    await a.get('mend').waitFor();
    await a.shot('5-declined');
  }

  async walk() {
    const {a} = this;
    await this.day(a, this.midnight).focus();
    for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowLeft', 'Enter']) {
      await a.page.keyboard.press(key);
    }
    await a.get('day-box').filter({hasText: 'At a customer all day'}).waitFor();
    await a.page.keyboard.press('Escape');
    await this.gone(a, 'day-box');
    const name = await a.get('month-name').innerText();
    await a.click('month-before');
    await a.until('another month', async () => await a.get('month-name').innerText() !== name);
    await a.click('month-now');
    await this.marked(a, this.midnight, 'lateEarly');
  }

  async team() {
    const {b} = this;
    await b.click('attendance-team');
    const row = b.get('team-row').filter({hasText: /ann/i});
    await row.waitFor();
    assert.match(await row.innerText(), /9 小时/);
    await b.get('team-chart').waitFor();
    await b.page.getByText('异常次数').click();
    await b.shot('6-team');
  }

  async judge() {
    const found = [];
    const client = await this.enter(this.bob);
    const {page} = client;
    for (const {name, language, theme, viewport} of LOOKS) {
      await page.setViewportSize(viewport);
      await page.evaluate((chosen) => localStorage.setItem('koine.settings', chosen),
          JSON.stringify({language, theme, hinted: true}));
      await page.reload();
      // The router hears of no address before its first page is there.
      await client.get('nav-settings').waitFor();
      for (const [part, ready] of [['', 'attendance-day'], ['/requests', 'requests-empty'],
        ['/team', 'team-chart']]) {
        await this.goto(client, part);
        await client.get(ready).first().waitFor();
        if (!part) await page.locator('[data-mark="absent"]').first().click();
        await page.mouse.move(1, 1);
        await client.shot(`7-${name}${part.replace('/', '-')}`);
        const wrong = await measure(page, {touch: viewport.width < NARROW});
        found.push(...wrong.map((each) => `${name} ${part}: ${each}`));
      }
    }
    assert.equal(found.length, 0, `\n${found.join('\n')}`);
  }

  async close() {
    await super.close();
    await this.own?.stop();
  }
}
