// An administrator makes rooms; Ann books one, Bob wants the same hour and takes what is free, and
// who cancels gives the room back.
import assert from 'node:assert/strict';
import {dayText, timeText as text} from '../lib/day.mjs';
import {login, must, person} from '../lib/world.mjs';
import {ADMIN_PASSWORD} from '../lib/server.mjs';
import {measure} from './measure.mjs';
import {Story} from './story.mjs';

const NARROW = {width: 390, height: 844};
const WIDE = {width: 1280, height: 800};
const DAY_MS = 86_400_000;

export class OfficeRoomStory extends Story {
  constructor(server, browser, place) { super(server, browser, place, 'room-'); }

  steps() {
    return [
      ['room: an administrator makes two rooms', () => this.make()],
      ['room: an hour is booked by dragging over it', () => this.drag()],
      ['room: a clash is answered with the nearest free times', () => this.clash()],
      ['room: what is cancelled is free again', () => this.release()],
      ['room: a booking that needs it is confirmed', () => this.confirm()],
      ['room: who comes checks in, leaves, and says how it was', () => this.meet()],
      ['room: filters stand in the address', () => this.filter()],
      ['room: its page can be read, touched and fits', () => this.judge()],
    ];
  }

  async make() {
    const {http, uniq} = this;
    // At GMT+8, as the browsers of the stories.
    this.day = dayText(Date.now() + DAY_MS);
    this.ann = await person(http, 'ann', `r${uniq}`);
    this.bob = await person(http, 'bob', `r${uniq}`);
    this.blue = `Blue ${uniq}`;
    this.red = `Red ${uniq}`;
    this.admin = await this.open({name: 'admin', password: ADMIN_PASSWORD});
    await this.admin.page.goto(`${this.server.origin}/#/office/rooms?part=manage`);
    await this.add(this.blue, '6', false);
    await this.add(this.red, '12', true);
    await this.admin.shot('1-manage');
  }

  async add(name, seats, confirmed) {
    const c = this.admin;
    await c.click('room-add');
    await c.field('room-form-roomName').fill(name);
    await c.field('room-form-floor').fill('7');
    await c.field('room-form-capacity').fill(seats);
    if (confirmed) await c.field('room-form-confirm').check();
    await c.click('room-save');
    await this.gone(c, 'room-save');
    await c.get('manage-row').filter({hasText: name}).waitFor();
  }

  row(client, name) { return client.get('room-row').filter({hasText: name}); }

  async drag() {
    this.a = await this.open(this.ann);
    this.b = await this.open(this.bob);
    for (const c of [this.a, this.b]) {
      await c.page.goto(`${this.server.origin}/#/office/rooms?day=${this.day}`);
      await this.row(c, this.blue).waitFor();
    }
    const {a} = this;
    const track = this.row(a, this.blue).locator('[data-test="room-track"]');
    const {x, y, width} = await track.boundingBox();
    const at = (hour) => x + width * hour / 24;
    await a.page.mouse.move(at(10) + 2, y + 30);
    await a.page.mouse.down();
    await a.page.mouse.move(at(10.8), y + 30, {steps: 4});
    await a.shot('2-dragging');
    await a.page.mouse.up();
    await a.field('book-title').fill('Product review');
    assert.equal(await a.field('book-from').inputValue(), '10:00');
    assert.equal(await a.field('book-to').inputValue(), '11:00');
    await a.shot('3-book');
    await a.click('book-submit');
    await this.gone(a, 'book-submit');
    await a.get('room-slot').filter({hasText: 'Product review'}).waitFor();
  }

  async clash() {
    const {b} = this;
    // Bob's plan of the day is from before.
    await this.row(b, this.blue).locator('[data-test="room-book"]').click();
    await b.field('book-title').fill('Interview');
    await b.field('book-from').fill('10:00');
    await b.field('book-from').press('Tab');
    await b.field('book-to').fill('11:00');
    await b.get('book-clash').waitFor();
    await b.click('book-submit');
    await b.get('book-nearest').first().waitFor();
    await b.get('book-other').filter({hasText: this.red}).waitFor();
    await b.shot('4-clash');
    const times = await b.get('book-nearest').allInnerTexts();
    assert.deepEqual(times.sort(), ['09:00–10:00', '11:00–12:00']);
    await b.get('book-nearest').filter({hasText: '11:00–12:00'}).click();
    await this.gone(b, 'book-clash');
    // Meanwhile somebody takes this as well, and only the server knows.
    const room = (await must(this.http, 'GET', '/meeting-room/available', this.ann.token))
        .find((each) => each.roomName === this.blue);
    await must(this.http, 'POST', '/meeting-room/book', this.ann.token, {roomId: room.id,
      meetingTitle: 'Retrospective', startTime: `${this.day} 11:00:00`,
      endTime: `${this.day} 12:00:00`, attendeeCount: 2});
    await b.click('book-submit');
    await b.get('book-clash').waitFor();
    await b.get('book-nearest').filter({hasText: '12:00–13:00'}).click();
    await b.click('book-submit');
    await this.gone(b, 'book-submit');
    await b.get('room-slot').filter({hasText: 'Interview'}).waitFor();
  }

  async release() {
    const {a, b} = this;
    // Of somebody else's meeting only the time is known.
    await b.get('room-slot').filter({hasText: 'Product review'}).click();
    await b.page.getByText('这是别人的会议').waitFor();
    await b.page.keyboard.press('Escape');
    await a.click('rooms-mine');
    const mine = a.get('booking-row').filter({hasText: 'Product review'});
    await a.shot('5-mine');
    await mine.locator('[data-test="booking-cancel"]').click();
    await a.field('booking-reason').fill('No longer needed');
    await a.click('booking-answer');
    await this.gone(a, 'booking-answer');
    await a.until('it is cancelled', async () =>
        await mine.getAttribute('data-status') === 'CANCELLED');
    await b.page.reload();
    await b.get('room-slot').filter({hasText: 'Interview'}).waitFor();
    assert.equal(await b.get('room-slot').filter({hasText: 'Product review'}).count(), 0);
    await a.click('rooms-plan');
  }

  async confirm() {
    const {a, admin} = this;
    await this.row(a, this.red).locator('[data-test="room-book"]').click();
    await a.field('book-title').fill('All hands');
    await a.click('book-submit');
    await this.gone(a, 'book-submit');
    const slot = (c) => c.get('room-slot').filter({hasText: 'All hands'});
    await slot(a).filter({hasText: '待确认'}).waitFor();
    await admin.page.goto(`${this.server.origin}/#/office/rooms?day=${this.day}`);
    await slot(admin).click();
    await admin.shot('6-confirm');
    await admin.click('booking-confirm');
    await admin.get('booking-state').filter({hasText: '已确认'}).waitFor();
    // Ann is told, and the plan follows.
    await a.until('it waits no more',
        async () => !(await slot(a).innerText()).includes('待确认'));
  }

  async meet() {
    const {a, http} = this;
    const rooms = await must(http, 'GET', '/meeting-room/available', this.ann.token);
    const begin = Date.now() + 5 * 60_000;
    await must(http, 'POST', '/meeting-room/book', this.ann.token, {
      roomId: rooms.find((each) => each.roomName === this.blue).id, meetingTitle: 'Stand-up',
      startTime: text(begin), endTime: text(begin + 30 * 60_000), attendeeCount: 2});
    await a.click('rooms-mine');
    const row = a.get('booking-row').filter({hasText: 'Stand-up'});
    const act = (name) => row.locator(`[data-test="booking-${name}"]`);
    await act('checkIn').click();
    await act('checkOut').waitFor();
    assert.equal(await act('checkIn').count(), 0, 'nobody comes twice');
    await act('checkOut').click();
    await act('feedback').click();
    await a.click('booking-answer');
    await a.page.getByText('请打分并写一句评价').waitFor();
    await a.page.getByText('5 星').click();
    await a.field('booking-feedback').fill('Quiet');
    await a.click('booking-answer');
    await this.gone(a, 'booking-answer');
    assert.equal(await row.getAttribute('data-status'), 'COMPLETED');
    await a.click('rooms-plan');
    await this.row(a, this.red).waitFor();
  }

  async filter() {
    const {a} = this;
    await a.get('room-seats').selectOption('8');
    await this.row(a, this.blue).waitFor({state: 'detached'});
    await this.row(a, this.red).waitFor();
    await a.page.reload();
    await this.row(a, this.red).waitFor();
    assert.equal(await this.row(a, this.blue).count(), 0);
    await a.click('room-hasProjector');
    await a.get('rooms-empty').waitFor();
  }

  async judge() {
    const {a} = this;
    const found = [];
    for (const viewport of [WIDE, NARROW]) {
      await a.page.setViewportSize(viewport);
      await a.page.emulateMedia({colorScheme: viewport === WIDE ? 'light' : 'dark'});
      for (const place of ['rooms?part=mine', `rooms?day=${this.day}`]) {
        await a.page.goto(`${this.server.origin}/#/office/${place}`);
        await a.page.reload();
        await a.page.locator('[data-test="room-slot"], [data-test="booking-row"], ' +
            '[data-test="room-free"]').first().waitFor();
        const all = await measure(a.page, {touch: false});
        found.push(...all.map((each) => `${viewport.width} ${place}: ${each}`));
        await a.shot(`7-${viewport.width}-${place.replaceAll(/\W+/g, '-')}`);
      }
      await a.page.locator('[data-test="room-book"], [data-test="room-free"]').first().click();
      await a.get('book-submit').waitFor();
      await a.page.waitForTimeout(500);
      const form = await measure(a.page, {touch: false});
      found.push(...form.map((each) => `${viewport.width} form: ${each}`));
      await a.shot(`7-${viewport.width}-form`);
      await a.page.keyboard.press('Escape');
      await this.gone(a, 'book-submit');
    }
    assert.equal(found.length, 0, `\n${found.join('\n')}`);
  }
}
