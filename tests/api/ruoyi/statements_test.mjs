// No row runs a query per row of its answer: each is called in a small world and in a large one,
// and may not need more statements in the large one. The metric koine_call_statements_total counts
// them. Rows are found by `koine routes --json`, so a new one is covered by its example.
import {expectedCodes, objectKind} from '../../rights/expect.mjs';
import {exceptionFor} from '../../rights/exceptions.mjs';
import {connect} from '../../rights/frames.mjs';
import {buildRequest, readRows, send} from '../../rights/suite.mjs';
import {buildWorld, fillExample} from '../../rights/world.mjs';
import {administrator, must, person, setEnabled} from '../../lib/world.mjs';
import {eachOf, sleep, until} from '../../lib/report.mjs';

const MANY = 60;
const AT_ONCE = 6;
const CROWD_PAIRS = 40;  // then other people, who have no open requests
const SOON_MS = 600_000;  // people may check in to what begins then
const INDEXED_MS = 1500;  // until the index of searches has a message
const METHODS = new Set(['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'FRAME']);
const REFUSALS = ['error', 'message_error'];
// Statements that may come on top for reasons that do not grow with the data: the parts of the
// search index, a page of ids leased.
const SLACK = 5;

async function crowdOf(http) {
  const crowd = [];
  await eachOf(Array.from({length: MANY}, (_, i) => i), AT_ONCE, async (i) => {
    crowd[i] = await person(http, `crowd${i}`);
  });
  return crowd;
}

// Gives `me` of a world many contacts, requests, conversations, groups, members and messages.
async function enlarge(http, world, crowd, turn) {
  const {me, peer, foreign} = world.people;
  const {conversation, group} = world.values;
  await eachOf(crowd, AT_ONCE, async (other, i) => {
    const request = await must(http, 'POST', '/contact/request/send', other.token,
        {targetUserId: me.id});
    // A fifth stays open, of other people each time: nobody may have twenty open requests, with
    // those that are being answered.
    if ((i + turn) % 5) {
      await must(http, 'POST', `/contact/request/${request}/handle`, me.token, {approved: true});
    }
    const direct = await must(http, 'POST', '/conversation/create', other.token,
        {type: 'PRIVATE', peerUserId: me.id});
    const say = (who, conversationId) => must(http, 'POST', '/message/send', who.token,
        {conversationId, type: 'TEXT', content: `text ${i}`});
    await say(other, direct);
    await say(i % 2 ? me : peer, conversation.mine);
    await say(i % 2 ? me : peer, group.mine);
  });
  await must(http, 'POST', `/group/${group.mine}/members`, me.token,
      {userIds: crowd.map((c) => c.id)});
  await must(http, 'POST', `/group/${group.open}/members`, foreign.token,
      {userIds: crowd.map((c) => c.id)});
}

async function metric(server, name, row) {
  const text = await server.metrics();
  const label = `row="${row.method} ${row.path}"`;
  const line = text.split('\n').find((l) => l.startsWith(`${name}{`) && l.includes(label));
  return line ? Number(line.split(' ').at(-1)) : 0;  // it is there once it was called
}

const statements = (server, row) => metric(server, 'koine_call_statements_total', row);

// Sends the frame of a row, and waits until it was dealt with: most are not answered.
async function sendFrame(server, row, payload, token) {
  const calls = () => metric(server, 'koine_call_seconds_count', row);
  const before = await calls();
  const socket = await connect(server, token);
  try {
    socket.send({type: row.path, payload});
    await until(async () => await calls() > before, `FRAME ${row.path} is dealt with`);
    const refused = await socket.next(REFUSALS, 0);
    if (refused) throw new Error(`refused: ${JSON.stringify(refused)}`);
  } finally {
    socket.close();
  }
}

// Calls the row as its example says; how many statements that took.
async function count(server, row, world, token) {
  const fields = fillExample(row.example, world, objectKind(row), 'mine');
  const before = await statements(server, row);
  if (row.method === 'FRAME') {
    await sendFrame(server, row, fields, token);
    return await statements(server, row) - before;
  }
  const exception = exceptionFor(row, 'me', 'mine');
  const wanted = exception ? [exception.code].flat() : row.auth === 'admin' ? [200]
    : expectedCodes(row, 'me', 'mine') ?? [200];
  const request = buildRequest(row, fields);
  const {method, path} = request;
  const {status, json, text} = await send(server.http, token, request);
  // A file has no envelope; what an old message refuses (an exception) a young one may allow.
  const code = row.binary && status === 200 && !json ? 200 : json?.code;
  if (code !== 200 && !wanted.includes(code)) {
    throw new Error(`${method} ${path}: wanted ${wanted.join(' or ')}, got ${text.slice(0, 300)}`);
  }
  return await statements(server, row) - before;
}

// Two worlds that differ in how much is in them.
let turns = 0;
async function makePair(http, crowd) {
  turns += 1;
  if (turns % CROWD_PAIRS === 0) crowd.splice(0, MANY, ...await crowdOf(http));
  const [small, large] = [await buildWorld(http, {bookedInMs: SOON_MS}),
    await buildWorld(http, {bookedInMs: SOON_MS})];
  await enlarge(http, large, crowd, turns);
  await sleep(INDEXED_MS);
  return {small, large};
}

// How many statements the row takes in each.
async function compare(server, row, pair, admin) {
  const counts = [];
  for (const world of [pair.small, pair.large]) {
    const token = row.auth === 'admin' ? admin : world.people.me.token;
    // The call of the matrix of rights is over before another is made.
    if (row.path.endsWith('/video-call/initiate')) {
      await must(server.http, 'POST', `/video-call/${world.values.call.mine}/reject`, token);
    }
    counts.push(await count(server, row, world, token));
  }
  return counts;
}

// Verbs run the same statements on both engines, and this takes minutes.
export const on = 'sqlite';
export const release = true;
export const tests = [{
  name: 'no row needs more statements for more data',
  async body({start}) {
    const server = await start({});  // the first line of the audit log is made below
    const rows = (await readRows(server.options.binary)).filter((r) =>
        r.dialect === 'ruoyi' && METHODS.has(r.method));
    // Those that only read come first. What a write spoils for the rows after it (they are refused
    // then) is made anew for them.
    rows.sort((a, b) => (a.mode === 'write') - (b.mode === 'write'));
    const {http} = server;
    const crowd = await crowdOf(http);
    const administrating = await administrator(http);
    const admin = administrating.token;
    await setEnabled(http, administrating, crowd[0], true);
    let pair = await makePair(http, crowd);
    let fresh = true;
    const failures = [];
    for (const row of rows) {
      try {
        let counts;
        try {
          counts = await compare(server, row, pair, admin);
        } catch (e) {
          if (fresh) throw e;
          pair = await makePair(http, crowd);
          fresh = true;
          counts = await compare(server, row, pair, admin);
        }
        if (process.env.KOINE_TEST_DETAIL) console.log(...counts, row.method, row.path);
        if (counts[1] > counts[0] + SLACK) {
          failures.push(`${row.method} ${row.path}: ${counts[0]} statements, with much data ` +
              `${counts[1]}`);
        }
      } catch (e) {
        failures.push(`${row.method} ${row.path}: ${e.message}`);
        pair = await makePair(http, crowd);
        fresh = true;
        continue;
      }
      fresh = fresh && row.mode !== 'write';
    }
    if (failures.length) throw new Error(`${failures.length} rows:\n  ${failures.join('\n  ')}`);
  },
}];
