// DINGs as texts and calls: what the operator's gateway is told, and what senders see of it.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {PATIENCE} from '../../../lib/patience.mjs';
import {Receiver} from '../../../lib/receiver.mjs';
import {eachOf} from '../../../lib/report.mjs';
import {must, person, unique} from '../../../lib/world.mjs';

const DINGS = 40;
const FLAGS = ['--webhooks.timeout=700ms', '--webhooks.first_pause=100ms', '--webhooks.attempts=4'];
// Whoever held the lease when they were killed keeps it for seconds.
const SOON_MS = 60_000 * PATIENCE;
const PAUSE_MS = 50;

async function soon(condition, what) {
  const end = Date.now() + SOON_MS;
  while (!await condition()) {
    if (Date.now() > end) throw new Error(`in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

const secretOf = (server) => /^ding_gateway = "(whsec_.*)"$/m.exec(
    readFileSync(path.join(server.dataDir, 'secrets.toml'), 'utf8'))[1];

async function withNumber(client, who) {
  const one = await person(client, who);
  one.mobile = `139${String(Date.now() % 1e5).padStart(5, '0')}${
    String(Math.floor(Math.random() * 1000)).padStart(3, '0')}`;
  await must(client, 'PUT', '/user/profile', one.token, {mobile: one.mobile});
  return one;
}
const send = (server, who, receivers, more) => must(server.http, 'POST', '/ding/send', who.token,
    {content: 'come', receiverIds: receivers.map((one) => one.id), ...more});
const show = (server, who, id) => must(server.http, 'GET', `/ding/${id}`, who.token);
const reached = async (server, who, id) => Object.fromEntries(
    (await show(server, who, id)).receipts.map((r) => [r.receiverId, r.reachStatus]));

// Without a gateway everybody has it in the app, and who sends it sees so.
async function withoutAGateway({server}) {
  const [ann, bob] = await Promise.all([person(server.http, 'ann'), person(server.http, 'bob')]);
  const id = await send(server, ann, [bob], {remindType: 'SMS'});
  const {remindType, reachedBy, receipts} = await show(server, ann, id);
  assert.deepEqual([remindType, reachedBy, receipts[0].reachStatus], ['SMS', 'APP', null]);
  const app = await show(server, ann, await send(server, ann, [bob], {}));
  assert.deepEqual([app.remindType, app.reachedBy], ['APP', 'APP']);
}

async function theGatewayIsTold({start}) {
  const gateway = await Receiver.start('');
  const server = await start({flags: [...FLAGS, `--ding.gateway_url=${gateway.url}`]});
  try {
    gateway.secret = secretOf(server);
    const ann = await person(server.http, 'ann');
    const bob = await withNumber(server.http, 'bob');
    const cat = await person(server.http, 'cat');
    // It fails first; a retry has the same id.
    gateway.answer = () => gateway.got.length < 3 ? 503 : 200;
    const id = await send(server, ann, [bob, cat], {remindType: 'PHONE', isUrgent: 1});
    const first = await reached(server, ann, id);
    assert.equal(first[cat.id], 'NO_NUMBER');
    await soon(async () => (await reached(server, ann, id))[bob.id] === 'SENT', 'it is taken');
    const [one] = gateway.got;
    assert.equal(gateway.got.length, 3);
    assert.ok(gateway.got.every((got) => got.signed && got.id === one.id && got.body === one.body));
    assert.equal(one.type, 'application/json');
    const {sentAt, ...told} = one.json;
    assert.ok(Math.abs(sentAt - Date.now()) < SOON_MS);
    assert.deepEqual(told, {id: one.id, type: 'ding.call', dingId: id, urgent: true,
      content: 'come', sender: ann.nick,
      receiver: {userId: bob.id, name: bob.nick, mobile: bob.mobile}});
    assert.equal((await show(server, ann, id)).reachedBy, 'CALL');
    // In the app it is at once, as any other.
    assert.equal((await must(server.http, 'GET', '/ding/received', bob.token))[0].id, id);
    // One that is never taken is given up.
    gateway.answer = () => 500;
    const lost = await send(server, ann, [bob], {remindType: 'SMS'});
    await soon(async () => (await reached(server, ann, lost))[bob.id] === 'FAILED', 'it fails');
    assert.equal(gateway.of('ding.sms').length, 4);
    // What is of the app alone is none of its business.
    await send(server, ann, [bob], {});
    assert.equal(gateway.got.length, 7);
  } finally {
    await gateway.stop();
  }
}

// Killed while many are on their way: each is taken, and always under its own id.
async function noneIsLostThoughKilled({start}) {
  const gateway = await Receiver.start('');
  const server = await start({flags: [...FLAGS, `--ding.gateway_url=${gateway.url}`]});
  try {
    gateway.secret = secretOf(server);
    const ann = await person(server.http, 'ann', unique());
    const bob = await withNumber(server.http, 'bob');
    let failures = 0;
    gateway.answer = () => failures++ % 3 === 0 ? 503 : 200;
    const ids = [];
    await eachOf(Array.from({length: DINGS}, (_, i) => i), 8, async (i) => {
      ids.push(await send(server, ann, [bob], {remindType: 'SMS', content: `t${i}`}));
    });
    await soon(() => gateway.got.length >= 5, 'some');
    await server.restart({kill: true});
    const taken = () => new Set(gateway.of('ding.sms').map((one) => one.json.dingId));
    await soon(() => taken().size === DINGS, 'all');
    gateway.answer = () => 200;
    await soon(async () => (await Promise.all(ids.map((id) => reached(server, ann, id))))
        .every((one) => one[bob.id] === 'SENT'), 'all are known to be taken');
    const names = new Map(gateway.got.map((one) => [one.json.dingId, one.id]));
    assert.ok(gateway.got.every((one) => one.signed && names.get(one.json.dingId) === one.id));
    assert.equal(new Set(names.values()).size, DINGS);
  } finally {
    await gateway.stop();
  }
}

async function aWrongAddressIsRefused({start}) {
  await assert.rejects(start({flags: ['--ding.gateway_url=ftp://gateway']}), /ding\.gateway_url/);
}

export const tests = [
  {name: 'without a gateway it is shown in the app, and its sender sees so',
    body: withoutAGateway},
  {name: 'the gateway is told, signed and again until it takes it', body: theGatewayIsTold},
  {name: 'none is lost though the server is killed', body: noneIsLostThoughKilled},
  {name: 'an address that is none is refused', on: 'sqlite', body: aWrongAddressIsRefused},
];
