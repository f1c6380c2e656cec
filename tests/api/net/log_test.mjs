// The log names each request as its answer does, in text and in JSON, and tells of sign-ins and
// refusals with address and user, but never with a password or a token.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import WebSocket from 'ws';
import {AppimSocket} from '../../lib/appim_socket.mjs';
import {imchatPerson} from '../../lib/imchat.mjs';
import {openimAdmin, openimPeople} from '../../lib/openim.mjs';
import {OpenimSocket, messageTo} from '../../lib/openim_socket.mjs';
import {PATIENCE} from '../../lib/patience.mjs';
import {sleep} from '../../lib/report.mjs';
import {befriend, directChat, person} from '../../lib/world.mjs';

const WAIT_MS = 10_000 * PATIENCE;
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SECRET = 'no-such-password-77';

const MESSAGES = 14;  // more than the burst of a limit of one a second
const OWN_LINE_MS = 1_100;  // a cause has one line a second

// The lines of its log that have come whole.
const lines = (server) => server.stderr.split('\n').slice(0, -1);

// Waits for one that fits. On a slow machine the store says of the same request that it was slow.
async function line(server, fits) {
  const until = Date.now() + WAIT_MS;
  for (;;) {
    const found = lines(server).find((one) => fits(one) && !/slow (command|read)/.test(one));
    if (found) return found;
    if (Date.now() > until) assert.fail(`no such line in\n${server.stderr}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}

const signIn = (server, password, headers = {}, username = 'ann') =>
  server.http.request('POST', '/api/im/auth/login', {
    headers: {'Content-Type': 'application/json', ...headers},
    body: JSON.stringify({username, password}),
  });

async function ids({start}) {
  const server = await start({});
  const made = spawnSync(server.options.binary, ['user', 'create', 'ann', '--json', '--data',
    server.dataDir], {encoding: 'utf8'});
  const {password} = JSON.parse(made.stdout);
  const good = await signIn(server, password);
  assert.equal(good.json.code, 200);
  const id = good.headers['x-trace-id'];
  assert.match(id, /^[0-9a-f]{16}$/);
  assert.match(await line(server, (one) => one.includes(`[${id}]`)),
      /info gateway: ruoyi sign-in of user \d+ at WEB from 127\.0\.0\.1 \[/);
  for (const [headers, told] of [
    [{traceparent: `00-${TRACE}-00f067aa0ba902b7-01`, 'x-request-id': 'r-1'}, TRACE],
    [{'x-request-id': 'proxy:42.a_b'}, 'proxy:42.a_b'],
  ]) {
    await new Promise((done) => setTimeout(done, 1_100));  // a line a second
    const bad = await signIn(server, SECRET, headers);
    assert.equal(bad.headers['x-trace-id'], told);
    assert.match(await line(server, (one) => one.includes(`[${told}]`)),
        /info gateway: .*auth\/login: WrongPassword.*, from 127\.0\.0\.1/);
  }
  for (const headers of [{'x-request-id': 'two words'}, {'x-request-id': 'x'.repeat(65)},
    {traceparent: `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`}, {traceparent: 'rubbish'},
    {'x-csrf-token': 'x'}]) {
    const answer = await signIn(server, SECRET, headers);
    assert.match(answer.headers['x-trace-id'], /^[0-9a-f]{16}$/, JSON.stringify(headers));
  }
  for (const secret of [password, SECRET, good.json.data.token, good.json.data.refreshToken]) {
    assert.ok(!server.stderr.includes(secret));
  }
}

async function json({start}) {
  const server = await start({flags: ['--log.format', 'json']});
  const answer = await signIn(server, SECRET, {}, 'admin');
  const id = answer.headers['x-trace-id'];
  const said = JSON.parse(await line(server, (one) => one.includes(`"request":"${id}"`)));
  assert.deepEqual(Object.keys(said), ['time', 'level', 'component', 'request', 'message']);
  assert.deepEqual([said.level, said.component], ['info', 'gateway']);
  assert.match(said.time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  for (const one of lines(server)) {
    if (one.startsWith('{')) JSON.parse(one);
  }
}

// The frames that come to a socket.
async function framesOf(address) {
  const socket = new WebSocket(address);
  const frames = [];
  socket.on('message', (data) => frames.push(JSON.parse(data)));
  await new Promise((done, failed) => socket.once('open', done).once('error', failed));
  return {frames, close: () => socket.terminate(),
    say: (frame) => socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame)),
    heard: async (fits) => {
      const until = Date.now() + WAIT_MS;
      while (!frames.some(fits)) {
        if (Date.now() > until) assert.fail(`not heard: ${JSON.stringify(frames.slice(-2))}`);
        await sleep(20);
      }
      return frames.filter(fits);
    }};
}

// What is refused on a socket has an id in the answer that a line of the log has too.
async function frames({start}) {
  const server = await start({apps: true, flags: ['--limits.messages_per_s', '1']});
  const tellsOf = async (dialect, ids, last = false) => {
    assert.ok(ids.length > 0 && ids.every(Boolean), dialect);
    await line(server, (one) => one.includes('RateLimited') &&
      ids.some((id) => one.endsWith(`[${id}]`)));
    if (!last) await sleep(OWN_LINE_MS);
  };
  const {http} = server;
  const [ann, bob] = [await person(http, 'ann'), await person(http, 'bob')];
  await befriend(http, ann, bob);
  const conversationId = await directChat(http, ann, bob);
  const ruoyi = await framesOf(`${server.wsOrigin}/ws/im?token=${ann.token}`);
  await ruoyi.heard(({type}) => type === 'connected');
  for (let i = 0; i < MESSAGES; i++) {
    ruoyi.say({type: 'message', payload: {conversationId, content: 'x', clientMsgId: `m${i}`}});
  }
  const refused = await ruoyi.heard(({type}) => type === 'message_error');
  assert.match(refused[0].traceId, /^[0-9a-f]{16}$/);
  await tellsOf('ruoyi', refused.map(({traceId}) => traceId));
  ruoyi.say('{');
  const [unread] = await ruoyi.heard(({type}) => type === 'error');
  assert.match(unread.traceId, /^[0-9a-f]{16}$/);
  ruoyi.close();

  // Frames of IM Chat have no limit of their own: what is refused here has no line.
  const cat = await imchatPerson(server.imchat, 'cat');
  const imchat = await framesOf(
      `ws://${server.addresses.imchat_backstage}/ws?accessToken=${cat.token}`);
  for (const type of ['PRIVATE_MESSAGE', 'GROUP_MESSAGE']) imchat.say({type, data: {}});
  const told = [];
  for (const type of ['PRIVATE_MESSAGE', 'GROUP_MESSAGE']) {
    const [{code, traceId}] = await imchat.heard((one) => one.type === type);
    assert.equal(code, 400);
    assert.match(traceId, /^[0-9a-f]{16}$/);
    told.push(traceId);
  }
  assert.notEqual(told[0], told[1]);
  imchat.close();

  const app = server.apps.open;
  const headers = {'app-id': app.id, 'app-key': app.master_key};
  for (const id of ['eve', 'fay']) {
    await server.appim.call('POST', '/im/users', headers, {client_id: id});
  }
  const made = await server.appim.call('POST', '/im/conversations', headers,
      {client_id: 'eve', to_client_ids: ['fay'], conv_type: 3});
  const appim = await AppimSocket.login(server, app, 'eve');
  for (let i = 0; i < MESSAGES; i++) {
    appim.ws.send(JSON.stringify({type: 'msg.send', data: {conv_id: made.json.data.conv_id,
      cid: `c${i}`, type: -1, text: 'x'}}));
  }
  const acks = [];
  while (acks.length < MESSAGES) acks.push(await appim.next('msg.send.ack'));
  await tellsOf('appim', acks.filter(({code}) => code).map((ack) => ack['request-id']));
  appim.ws.terminate();

  const admin = await openimAdmin(server);
  const {gus, hal} = await openimPeople(server, admin, ['gus', 'hal'], 'ids');
  const openim = await OpenimSocket.open(server, gus);
  const answers = [];
  for (let i = 0; i < MESSAGES; i++) {
    const incr = openim.send(1003, messageTo(gus, hal, {content: 'x'}));
    answers.push(openim.answer(incr, 1003));
  }
  const said = (await Promise.all(answers)).filter(({code}) => code !== 0);
  await tellsOf('openim', said.map(({reply}) => reply.OperationID), true);
  openim.close();
}

// Neither a name nor a path makes a line of its own.
async function forged({start}) {
  const server = await start({});
  const name = 'x\nerror store: all is lost \u009b2J';
  await signIn(server, SECRET, {}, name);
  const {status, stdout, stderr} = spawnSync(server.options.binary, ['user', 'show', name, '--data',
    server.dataDir], {encoding: 'utf8'});
  assert.deepEqual([status, stdout], [1, '']);
  assert.ok(!stderr.includes('\u009b') && stderr.includes('\\u009b2J'), stderr);
  assert.ok(!lines(server).some((one) => one.startsWith('error store')));
}

function refusal({server: {options: {binary}}}) {
  const {status, stderr} = spawnSync(binary, ['serve', '--data', '/nonexistent/koine',
    '--log.format', 'xml'], {encoding: 'utf8', timeout: WAIT_MS});
  assert.notEqual(status, 0);
  assert.match(stderr, /log\.format.*must be text or json/);
}

export const on = 'sqlite';
export const tests = [
  {name: 'log: it names each request as its answer does', body: ids},
  {name: 'log: JSON', body: json},
  {name: 'log: a refused frame has an id in its answer', body: frames},
  {name: 'log: what others write makes no line', body: forged},
  {name: 'log: a form that there is not is refused', body: refusal},
];
