// A thousand reminders of all modules of the office fall due at once, and the server is killed in
// their midst. After its restart everybody has been told of each thing once: none is lost, and none
// comes twice.
import {timeText as text} from '../lib/day.mjs';
import {eachOf, sleep} from '../lib/report.mjs';
import {API, administrator, must, person} from '../lib/world.mjs';
import {PATIENCE} from '../lib/patience.mjs';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY_MINUTES = 24 * 60;
const AT_ONCE = 16;
const ROOMS = 100;
// The receivers of a DING are told by the hundred, one transaction each.
const CROWD = 110;
const CROWD_DINGS = 5;
const COUNTS = {schedule: 300, approval: 150, ding: 95, task: 250};
const INVITED_EVERY = 10;
const REMINDED_BEFORE = 15;               // minutes, by which a meeting is always announced
// What is made falls due within these minutes, and then the clock is moved behind them.
const DUE = {from: DAY_MINUTES + 46, to: DAY_MINUTES + 59};
// Nobody is reminded of a meeting that has begun: that must be far off, however slow a round is.
const MEETING_DUE = {from: DAY_MINUTES + 56, to: DAY_MINUTES + 59};
const MOVED_BY = 25 * HOUR;
const ALL_WITHIN_MS = 30_000 * PATIENCE;
const SETTLED_MS = 600;                   // two looks at what is due
const PAGE = 100;
const TITLES = new Set(['日程提醒', '会议提醒', '审批催办', 'DING消息', 'DING提醒', '任务提醒']);
export const FLAGS = ['--ruoyi.access_lifetime=30d', '--limits.expensive_per_s=0',
  '--threads.slow=2'];

const numbers = (count) => Array.from({length: count}, (_, i) => i);
const keyOf = (title, id) => `${title} ${id}`;

// The people and rooms of all rounds; {admin, crowd, rooms, told}: whom a round told of what, so
// that the end can look whether any of it came again.
export async function makeOffice(http) {
  const admin = await administrator(http);
  const office = {admin, crowd: [], rooms: [], told: []};
  await eachOf(numbers(CROWD), AT_ONCE, async (i) => {
    office.crowd[i] = await person(http, `c${i}`);
  });
  // In the order in which they are told: who is last in it is told when all are.
  office.crowd.sort((a, b) => a.id - b.id);
  await eachOf(numbers(ROOMS), AT_ONCE, async (i) => {
    office.rooms[i] = await must(http, 'POST', '/meeting-room/create', admin.token,
        {roomName: `Room ${i}`, capacity: 9});
  });
  return office;
}

// Whom a round is to tell of what.
class Told {
  constructor(people) { this.of = new Map(people.map((who) => [who, new Set()])); }

  add(who, title, id) { this.of.get(who).add(keyOf(title, id)); }

  get size() { return [...this.of.values()].reduce((n, one) => n + one.size, 0); }
}

// What one round reminds of: more than a thousand jobs.
class Makers {
  constructor({http, office, random, ann, bob, template}) {
    Object.assign(this, {http, office, random, ann, bob, template});
    this.told = new Told([ann, bob, ...office.crowd]);
    this.bookings = [];
    this.jobs = 0;
  }

  minutes({from, to} = DUE) { return from + Math.floor(this.random() * (to - from)); }

  post(path, who, value) {
    this.jobs++;
    return must(this.http, 'POST', path, who.token, value);
  }

  async schedule(i) {
    const {ann, bob, told} = this;
    const begin = Date.now() + (this.minutes() + REMINDED_BEFORE) * MINUTE;
    const invited = i % INVITED_EVERY === 0;
    const id = await this.post('/schedule', ann, {title: `s${i}`, startTime: text(begin),
      endTime: text(begin + HOUR), reminderMinutes: REMINDED_BEFORE,
      participantIds: invited ? [bob.id] : []});
    told.add(ann, '日程提醒', id);
    if (!invited) return;
    await must(this.http, 'POST', `/schedule/${id}/response`, bob.token, {accepted: true});
    told.add(bob, '日程提醒', id);
  }

  async room(i) {
    const {ann, bob, told} = this;
    const begin = Date.now() + (this.minutes(MEETING_DUE) + REMINDED_BEFORE) * MINUTE;
    const id = await this.post('/meeting-room/book', ann, {roomId: this.office.rooms[i],
      meetingTitle: `m${i}`, startTime: text(begin), endTime: text(begin + HOUR), attendeeCount: 2,
      attendees: [bob.id]});
    this.bookings.push(id);
    for (const who of [ann, bob]) told.add(who, '会议提醒', id);
  }

  async approval(i) {
    const id = await this.post('/approval/create', this.ann,
        {templateId: this.template, title: `a${i}`});
    this.told.add(this.bob, '审批催办', id);
  }

  async ding(i, receivers) {
    const scheduledTime = text(Date.now() + this.minutes() * MINUTE);
    const id = await this.post('/ding/send', this.office.admin,
        {content: `d${i}`, receiverIds: receivers.map((who) => who.id), scheduledTime});
    for (const who of receivers) this.told.add(who, 'DING消息', id);
  }

  async unconfirmed(i, receivers) {
    const id = await this.post('/ding/send', this.office.admin, {content: `u${i}`,
      receiverIds: receivers.map((who) => who.id), remindInterval: this.minutes(),
      maxRemindCount: 1});
    for (const who of receivers) {
      this.told.add(who, 'DING消息', id);
      this.told.add(who, 'DING提醒', id);
    }
  }

  async task(i) {
    const id = await this.post('/task/create', this.ann, {title: `t${i}`, assigneeId: this.bob.id,
      remindTime: text(Date.now() + this.minutes() * MINUTE)});
    this.told.add(this.bob, '任务提醒', id);
  }

  async all() {
    const {bob, office: {crowd}} = this;
    const work = [
      ...numbers(COUNTS.schedule).map((i) => () => this.schedule(i)),
      ...numbers(ROOMS).map((i) => () => this.room(i)),
      ...numbers(COUNTS.approval).map((i) => () => this.approval(i)),
      ...numbers(COUNTS.ding).flatMap((i) => [() => this.ding(i, [bob]),
        () => this.unconfirmed(i, [bob])]),
      ...numbers(CROWD_DINGS).flatMap((i) => [() => this.ding(i, crowd),
        () => this.unconfirmed(i, crowd)]),
      ...numbers(COUNTS.task).map((i) => () => this.task(i)),
    ];
    await eachOf(work, AT_ONCE, (one) => one());
  }
}

const unread = (http, who) => must(http, 'GET', '/notification/unread/count', who.token);

// How often somebody was reminded of each thing: key → times. The newest come first: of those of
// one round no more is read than has them all, unless `whole`.
async function remindersOf(http, who, wanted, whole) {
  const out = new Map();
  for (let page = 1; ; page++) {
    const rows = await must(http, 'GET',
        `/notification/list?pageNum=${page}&pageSize=${PAGE}`, who.token);
    let fresh = false;
    for (const {title, relatedId} of rows) {
      if (!TITLES.has(title)) continue;
      const key = keyOf(title, relatedId);
      fresh ||= wanted.has(key);
      out.set(key, (out.get(key) ?? 0) + 1);
    }
    if (rows.length < PAGE) return out;
    if (!whole && !fresh && [...wanted].every((key) => out.has(key))) return out;
  }
}

// {lost, doubled, examples} of what these (person → keys) were to be told of.
export async function compare(http, told, whole = false) {
  const out = {lost: 0, doubled: 0, examples: []};
  await eachOf([...told], AT_ONCE, async ([who, wanted]) => {
    const got = await remindersOf(http, who, wanted, whole);
    for (const key of wanted) {
      const times = got.get(key) ?? 0;
      if (times === 1) continue;
      out[times ? 'doubled' : 'lost']++;
      if (out.examples.length < 10) out.examples.push(`${who.name}, ${key}: ${times} times`);
    }
  });
  return out;
}

async function waitFor(http, who, wanted) {
  const end = performance.now() + ALL_WITHIN_MS;
  while (await unread(http, who) < wanted && performance.now() < end) await sleep(20);
}

// One round on a server whose clock was not moved. Answers lost and doubled, of how many reminders
// to be told, how many had been when it was killed.
export async function reminderRound(server, office, random) {
  const {http} = server;
  const [ann, bob] = [await person(http, 'ann'), await person(http, 'bob')];
  const template = await must(http, 'POST', '/approval/templates', office.admin.token,
      {code: `R_${bob.name}`, name: 'R', flowConfig: [{nodeName: 'one', approvers: [bob.id]}]});
  const makers = new Makers({http, office, random, ann, bob, template});
  const last = office.crowd.at(-1);
  const untold = await unread(http, last);
  await makers.all();
  // The time to the reminder of a DING begins when all have it.
  await waitFor(http, last, untold + CROWD_DINGS);
  const {told} = makers;
  office.told.push(told);
  const people = [ann, bob, last];
  const before = await Promise.all(people.map((who) => unread(http, who)));
  const due = told.of.get(bob).size - COUNTS.ding;  // without the DINGs that came already
  const stopAt = before[1] + 1 + Math.floor(random() * (due - 1));
  await server.advanceClock(MOVED_BY);
  const end = performance.now() + ALL_WITHIN_MS;
  while (await unread(http, bob) < stopAt && performance.now() < end);
  await server.kill9();
  await server.launch();
  const done = await unread(http, bob) - before[1];
  await server.advanceClock(MOVED_BY);
  const rest = [told.of.get(ann).size, due, 2 * CROWD_DINGS];
  await Promise.all(people.map((who, i) => waitFor(http, who, before[i] + rest[i])));
  await sleep(SETTLED_MS);
  const result = await compare(http, told.of);
  await eachOf(makers.bookings, AT_ONCE, (id) => http.call('POST',
      `${API}/meeting-room/booking/${id}/cancel`, ann.token, {}));
  await server.restart();
  return {...result, done, due, jobs: makers.jobs, told: told.size};
}

// Whether anything of any round came again since.
export function lookAgain(http, office) {
  const all = new Map();
  for (const [who, keys] of office.told.flatMap((told) => [...told.of])) {
    if (!all.has(who)) all.set(who, new Set());
    for (const key of keys) all.get(who).add(key);
  }
  return compare(http, all, true);
}
