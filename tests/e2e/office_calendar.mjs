// Ann plans: an event by dragging over the hours, a series in its form; Bob is invited, answers,
// and is asked again when it moves.
import assert from 'node:assert/strict';
import {dayText as dayOf, ZONE_MS} from '../lib/day.mjs';
import {befriend, must, person} from '../lib/world.mjs';
import {measure} from './measure.mjs';
import {Story} from './story.mjs';

const DAY_MS = 86_400_000;
const WEEK = 7;
// What FullCalendar draws and axe finds to be small matters: a corner without words.
const KNOWN = /^empty-table-header:/;
const OFF_LINE_PX = 6;
const SLOW_MS = 500;
const LOOKS = [[1280, ['month', 'week', 'list']], [390, ['day', 'list', 'month']]];


// A Monday, weeks from now, so that nothing of it is over.
function aMonday() {
  const today = Math.floor((Date.now() + ZONE_MS) / DAY_MS) * DAY_MS;
  const ahead = (1 - new Date(today).getUTCDay() + WEEK) % WEEK;
  return today + (ahead + WEEK) * DAY_MS - ZONE_MS;
}

export class CalendarStory extends Story {
  constructor(server, browser, place) { super(server, browser, place, 'calendar-'); }

  steps() {
    return [
      ['calendar: an event is made by dragging', () => this.drag()],
      ['calendar: a guest is invited, and answers', () => this.invite()],
      ['calendar: what is moved is asked again', () => this.move()],
      ['calendar: a series is made in plain words', () => this.series()],
      ['calendar: one of a series, or all of it', () => this.scope()],
      ['calendar: one of a series and all after it', () => this.following()],
      ['calendar: a guest who has no time is named', () => this.busy()],
      ['calendar: a file is tried before it is imported', () => this.exchange()],
      ['calendar: keys, and pages that can be read and fit', () => this.judge()],
    ];
  }

  async goto(client, view = 'week', more = '') {
    await client.page.goto(`${this.server.origin}/#/office/calendar?view=${view}` +
        `&date=${dayOf(this.monday)}${more}`);
    await client.get('calendar-grid').waitFor();
  }

  event(client, title) { return client.page.locator('.k-event', {hasText: title}); }

  async occurrences(who) {
    return must(this.http, 'GET', `/schedule/range?startTime=${dayOf(this.monday)}` +
        `&endTime=${dayOf(this.monday + 3 * WEEK * DAY_MS)}`, who.token);
  }

  // What a dialog leaves behind while it fades takes the pointer, and so does a note of what was
  // done, until it goes by itself. Clicks that waited for it may have scrolled.
  async settled(client) {
    const over = client.page.locator('.el-overlay, .el-message').filter({visible: true});
    await client.until('nothing is over the hours', async () => await over.count() === 0);
    await this.atNoon(client);
  }

  // Brings noon to the middle, so that the hours of work can be pointed at.
  async atNoon(client) {
    await client.page.locator('[data-test="calendar-grid"] [data-date]').last().evaluate((node) => {
      let pane = node.parentElement;
      while (pane.scrollHeight <= pane.clientHeight + 1) pane = pane.parentElement;
      pane.scrollTop = (node.offsetHeight - pane.clientHeight) / 2;
    });
  }

  // The middle of an hour of a day of the week that is shown, 0 Monday.
  async spot(client, day, hour) {
    await this.settled(client);
    const lane = client.page.locator(`[data-test="calendar-grid"] [data-date="${
      dayOf(this.monday + day * DAY_MS)}"]`).last();
    const box = await lane.boundingBox();
    return {x: box.x + box.width / 2, y: box.y + box.height * hour / 24};
  }

  // `meanwhile` happens halfway.
  async pull(client, from, to, meanwhile) {
    const {mouse} = client.page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    for (const part of [0.3, 0.6, 1]) {
      await mouse.move(from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part);
      if (part < 0.5) await meanwhile?.();
    }
    await mouse.up();
  }

  // Not on the line between two quarters of an hour.
  async middle(client, title) {
    await this.settled(client);
    const box = await this.event(client, title).first().boundingBox();
    return {x: box.x + box.width / 2, y: box.y + box.height / 2 + OFF_LINE_PX};
  }

  async drag() {
    this.monday = aMonday();
    this.ann = await person(this.http, 'ann', `c${this.uniq}`);
    this.bob = await person(this.http, 'bob', `c${this.uniq}`);
    await befriend(this.http, this.ann, this.bob);
    this.a = await this.open(this.ann);
    const {a} = this;
    this.policy = [];
    a.page.on('console', (m) => {
      if (/Content Security Policy/.test(m.text())) this.policy.push(m.text());
    });
    await this.goto(a);
    await this.pull(a, await this.spot(a, 1, 10.1), await this.spot(a, 1, 11.4));
    await a.field('event-title').waitFor();
    assert.equal(await a.field('event-start-day').inputValue(), dayOf(this.monday + DAY_MS));
    assert.equal(await a.field('event-start-time').inputValue(), '10:00');
    assert.equal(await a.field('event-end-time').inputValue(), '11:30');
    await a.click('event-save');
    await a.get('event-problem').waitFor();
    await a.field('event-title').fill('Review');
    await a.field('event-location').fill('Room 7');
    await a.shot('1-form');
    await a.click('event-save');
    await this.event(a, 'Review').waitFor();
  }

  async invite() {
    const {a} = this;
    await this.event(a, 'Review').click();
    await a.click('event-edit');
    await a.click('event-guests');
    await a.field('people-search').fill(this.bob.name);
    await a.get('people-row').filter({hasText: this.bob.nick}).first().click();
    await a.click('people-done');
    await this.gone(a, 'people-done');
    await a.click('event-save');
    await a.page.locator('[data-test="event-guest"][data-status="PENDING"]').waitFor();
    this.b = await this.open(this.bob);
    const {b} = this;
    await b.page.goto(`${this.server.origin}/#/notices`);
    await b.get('notice-open').filter({hasText: 'Review'}).click();
    await b.click('event-accept');
    await a.page.locator('[data-test="event-guest"][data-status="ACCEPTED"]').waitFor();
    assert.equal(await b.get('event-edit').count(), 0, 'guests change nothing');
    await a.shot('2-answered');
  }

  async move() {
    const {a, b} = this;
    await a.click('panel-close');
    await this.gone(a, 'event-panel');
    // From ten, by its middle: three days and four hours later.
    const from = await this.middle(a, 'Review');
    const [old, now] = [await this.spot(a, 1, 10), await this.spot(a, 4, 14)];
    const {id} = (await this.occurrences(this.ann)).find((e) => e.title === 'Review');
    // What is read meanwhile has it at its old place still, and it is read anew only later.
    const reading = /schedule\/range/;
    await this.pull(a, from, {x: from.x + now.x - old.x, y: from.y + now.y - old.y}, async () => {
      const read = a.page.waitForResponse(reading);
      await must(this.http, 'POST', `/schedule/${id}/response`, this.bob.token,
          {accepted: false, remark: 'perhaps'});
      await (await read).finished();
      await a.page.route(reading, async (route) => {
        await new Promise((resolve) => { setTimeout(resolve, SLOW_MS); });
        await route.continue();
      }, {times: 1});
    });
    await a.until('it begins at two', async () => (await this.occurrences(this.ann))
        .some((e) => e.startTime === `${dayOf(this.monday + 4 * DAY_MS)} 14:00:00`));
    assert.equal(await this.event(a, 'Review').count(), 1, 'it is at one place');
    await this.event(a, 'Review').click();
    await a.page.locator('[data-test="event-guest"][data-status="PENDING"]').waitFor();
    // Live: nobody reloads.
    await b.get('event-time').filter({hasText: '14:00'}).waitFor();
    await b.field('event-remark').fill('away');
    await b.click('event-decline');
    await a.page.locator('[data-test="event-guest"][data-status="DECLINED"]')
        .filter({hasText: 'away'}).waitFor();
    // Who declined is told nothing more: they come after all.
    await b.click('event-accept');
    await a.page.locator('[data-test="event-guest"][data-status="ACCEPTED"]').waitFor();
    await a.click('event-delete');
    await a.page.locator('.el-message-box .k-danger-button').click();
    await this.gone(a, 'event-panel');
    await b.get('event-gone').waitFor();
  }

  async series() {
    const {a} = this;
    await this.goto(a);
    await this.pull(a, await this.spot(a, 0, 14.1), await this.spot(a, 0, 14.4));
    await a.field('event-title').fill('Stand-up');
    await a.get('event-repeat').selectOption('WEEKLY');
    await a.field('repeat-every').fill('2');
    await a.click('repeat-day-3');
    await a.get('repeat-ends').selectOption('until');
    await a.field('repeat-until').fill(dayOf(this.monday + 17 * DAY_MS));
    await a.get('repeat-said').filter({hasText: /^每2周 周一、周三 至 /}).waitFor();
    await a.shot('3-series');
    await a.click('event-save');
    await this.event(a, 'Stand-up').nth(1).waitFor();
    await this.event(a, 'Stand-up').first().click();
    await a.get('event-series').filter({hasText: '每2周'}).waitFor();
    assert.equal((await this.occurrences(this.ann)).length, 4);
  }

  async scope() {
    const {a} = this;
    await a.click('event-edit');
    await a.click('scope-go');
    await a.field('event-title').fill('Planning');
    await a.click('event-save');
    await this.event(a, 'Planning').waitFor();
    assert.deepEqual((await this.occurrences(this.ann)).map((e) => e.title),
        ['Planning', 'Stand-up', 'Stand-up', 'Stand-up']);
    await this.gone(a, 'event-panel');
    const from = await this.middle(a, 'Stand-up');
    await this.pull(a, from, {...from, x: (await this.spot(a, 3, 14)).x});
    await a.click('scope-all');
    await a.click('scope-go');
    const wednesday = 2;
    await a.until('the series is a day later', async () => (await this.occurrences(this.ann))
        .filter((e) => e.title === 'Stand-up')
        .every((e) => e.startTime.slice(0, 10) !== dayOf(this.monday + wednesday * DAY_MS)));
    await this.event(a, 'Stand-up').first().click();
    await a.click('event-delete');
    await a.shot('4-scope');
    await a.click('scope-all');
    await a.click('scope-go');
    await a.until('only the single one stays', async () =>
        (await this.occurrences(this.ann)).map((e) => e.title).join() === 'Planning');
  }

  async titles(who = this.ann) { return (await this.occurrences(who)).map((e) => e.title); }

  async following() {
    const {a} = this;
    await this.goto(a);
    await this.pull(a, await this.spot(a, 0, 16.1), await this.spot(a, 0, 16.4));
    await a.field('event-title').fill('Tea');
    await a.get('event-repeat').selectOption('DAILY');
    await a.get('repeat-ends').selectOption('count');
    await a.field('repeat-count').fill('4');
    await a.click('event-save');
    await this.event(a, 'Tea').nth(3).waitFor();
    await this.event(a, 'Tea').nth(2).click();
    await a.click('event-edit');
    await a.click('scope-following');
    await a.click('scope-go');
    await a.field('event-title').fill('Cake');
    await a.click('event-save');
    await this.event(a, 'Cake').nth(1).waitFor();
    assert.deepEqual((await this.titles()).filter((each) => each !== 'Planning'),
        ['Tea', 'Tea', 'Cake', 'Cake']);
    await this.event(a, 'Tea').nth(1).click();
    await a.click('event-delete');
    await a.click('scope-following');
    await a.shot('7-following');
    await a.click('scope-go');
    await a.until('what was before it stays', async () =>
      (await this.titles()).filter((each) => each !== 'Planning').join() === 'Tea,Cake,Cake');
    for (const title of ['Tea', 'Cake']) {
      await this.event(a, title).first().click();
      await a.click('event-delete');
      await a.click('scope-all');
      await a.click('scope-go');
      await this.event(a, title).first().waitFor({state: 'detached'});
    }
    assert.deepEqual(await this.titles(), ['Planning']);
  }

  async busy() {
    const {a} = this;
    const day = dayOf(this.monday + 2 * DAY_MS);
    await must(this.http, 'POST', '/schedule/create', this.bob.token, {title: 'Errand',
      startTime: `${day} 10:00:00`, endTime: `${day} 12:00:00`, visibility: 'PUBLIC'});
    await this.pull(a, await this.spot(a, 2, 11.1), await this.spot(a, 2, 11.9));
    await a.click('event-guests');
    await a.field('people-search').fill(this.bob.name);
    await a.get('people-row').filter({hasText: this.bob.nick}).first().click();
    await a.click('people-done');
    await this.gone(a, 'people-done');
    await a.get('event-busy').filter({hasText: this.bob.nick}).waitFor();
    await a.shot('8-busy');
    await a.field('event-start-time').fill('13:00');
    await a.field('event-end-time').fill('14:00');
    await this.gone(a, 'event-busy');
    await a.page.keyboard.press('Escape');
    await this.gone(a, 'event-title');
  }

  async exchange() {
    const {a} = this;
    const day = dayOf(this.monday + 4 * DAY_MS).replaceAll('-', '');
    const file = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//x//EN', 'BEGIN:VEVENT',
      `UID:u-${this.uniq}`, `DTSTART;VALUE=DATE:${day}`, 'SUMMARY:Holiday', 'END:VEVENT',
      'BEGIN:VEVENT', `UID:v-${this.uniq}`, `DTSTART:${day}T010000Z`, 'END:VEVENT',
      'END:VCALENDAR', ''].join('\r\n');
    await a.click('calendar-tools');
    await a.click('calendar-import');
    await a.get('import-file').setInputFiles(
        {name: 'plan.ics', mimeType: 'text/calendar', buffer: Buffer.from(file)});
    await a.get('import-numbers').filter({hasText: '1'}).waitFor();
    assert.equal((await this.occurrences(this.ann)).length, 1, 'nothing happened yet');
    await a.shot('5-import');
    await a.click('import-go');
    await this.event(a, 'Holiday').waitFor();
    await a.click('calendar-tools');
    const [saved] = await Promise.all([
      a.page.waitForEvent('download'), a.click('calendar-export')]);
    assert.equal(saved.suggestedFilename(), 'schedule.ics');
  }

  async judge() {
    const {a} = this;
    const {keyboard} = a.page;
    for (const [key, view] of [['m', 'month'], ['d', 'day'], ['l', 'list'], ['w', 'week']]) {
      await keyboard.press(key);
      await a.page.locator(`[data-test="calendar-${view}"][aria-pressed="true"]`).waitFor();
    }
    const before = await a.page.url();
    await keyboard.press('ArrowRight');
    await a.until('a week later', async () => a.page.url() !== before);
    await keyboard.press('n');
    await a.field('event-title').waitFor();
    await keyboard.press('Escape');
    await this.gone(a, 'event-title');
    const bad = [];
    for (const [width, views] of LOOKS) {
      await a.page.setViewportSize({width, height: 844});
      for (const view of views) {
        await this.goto(a, view);
        await this.event(a, 'Planning').first().waitFor();
        await a.shot(`6-${view}-${width}`);
        const found = await measure(a.page, {touch: false});
        bad.push(...found.filter((each) => !KNOWN.test(each)).map((f) => `${view} ${width} ${f}`));
      }
    }
    assert.deepEqual(bad, []);
    assert.deepEqual(this.policy, []);
  }
}
