// A certificate is renewed under a thousand open sockets of all dialects while a group talks: none
// is dropped, none misses a message, and who comes after that sees the new certificate.
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import https from 'node:https';
import tls from 'node:tls';
import {promisify} from 'node:util';
import WebSocket from 'ws';
import {signToken} from '../../lib/appim.mjs';
import {withCertificates} from '../../lib/certificates.mjs';
import {imchatPerson} from '../../lib/imchat.mjs';
import {mustOpenim, openimAdmin, openimPeople} from '../../lib/openim.mjs';
import {handshakeOf} from '../../lib/openim_socket.mjs';
import {PATIENCE} from '../../lib/patience.mjs';
import {sleep, until} from '../../lib/report.mjs';
import {person, unique} from '../../lib/world.mjs';

// 1,000 sockets: 20 of each person of RuoYi-IM, one of each other.
const RUOYI = 15, IMCHAT = 20, OPENIM = 340, APPIM = 340;
const SOCKETS_OF_RUOYI = 20;
const AT_ONCE = 25;
const TICKS = 24, PAUSE_MS = 60 * PATIENCE;
const TOKEN_S = 3600;
const run = promisify(execFile);

async function inTurns(count, make) {
  const out = [];
  for (let at = 0; at < count; at += AT_ONCE) {
    out.push(...await Promise.all(Array.from({length: Math.min(AT_ONCE, count - at)},
        (_, i) => make(at + i))));
  }
  return out;
}

// People of four dialects in one group, and the addresses of their sockets.
async function makePeople(server) {
  const uniq = unique();
  const admin = await openimAdmin(server);
  const rae = await inTurns(RUOYI, (i) => person(server.http, 'rae', `${i}${uniq}`));
  const ivy = await inTurns(IMCHAT, (i) => imchatPerson(server.imchat, 'ivy', `${i}${uniq}`));
  const oli = Object.values(await openimPeople(server, admin,
      Array.from({length: OPENIM + 1}, (_, i) => `oli${i}`), uniq));
  const {bound} = server.apps;
  const ann = await inTurns(APPIM, async (i) => {
    const id = `ann${i}${uniq}`;
    const {json} = await server.appim.call('POST', '/im/users',
        {'app-id': bound.id, 'app-key': bound.master_key}, {client_id: id, extend: {}});
    assert.equal(json?.code, 0);
    return {id, token: signToken(bound.secret,
        {unique_name: id, exp: Math.floor(Date.now() / 1000) + TOKEN_S})};
  });
  const owner = oli.pop();
  const {groupInfo} = await mustOpenim(server.openim, '/group/create_group', admin.token,
      {ownerUserID: owner.id, memberUserIDs: [...rae, ...ivy, ...oli, ...ann].map((p) => `${p.id}`),
        groupInfo: {groupName: 'all', groupType: 2}});
  return {admin, owner, rae, ivy, oli, ann, app: bound, group: groupInfo.groupID};
}

// A socket that keeps which ticks of the group it heard, in the order in which they came first.
class Listener {
  static open(url, hello) {
    const listener = new Listener();
    const ws = new WebSocket(url, {rejectUnauthorized: false, perMessageDeflate: false});
    Object.assign(listener, {ws, name: url.slice(0, 40), heard: [], closed: null});
    ws.on('message', (data) => {
      const tick = /tick-(\d+)!/.exec(data.toString('latin1'));
      if (tick && !listener.heard.includes(Number(tick[1]))) listener.heard.push(Number(tick[1]));
    });
    ws.on('close', (code) => { listener.closed = code; });
    return new Promise((resolve, reject) => {
      ws.once('error', reject);
      ws.once('open', () => {
        if (hello) ws.send(hello);
        else resolve(listener);
      });
      if (hello) ws.once('message', () => resolve(listener));
    });
  }
  answers() {
    assert.equal(this.closed, null, `${this.name} is open`);
    return new Promise((resolve, reject) => {
      this.ws.once('pong', () => resolve())
          .once('close', () => reject(new Error(`${this.name} was closed`)));
      this.ws.ping();
    });
  }
}

async function openAll(server, people) {
  const at = (site) => `wss://${server.addresses[site]}`;
  const {rae, ivy, oli, ann, app} = people;
  return [
    ...await inTurns(RUOYI * SOCKETS_OF_RUOYI, (i) => Listener.open(
        `${at('main')}/ws/im?token=${rae[i % RUOYI].token}`)),
    ...await inTurns(IMCHAT, (i) => Listener.open(
        `${at('imchat_backstage')}/ws?accessToken=${ivy[i].token}`)),
    ...await inTurns(OPENIM, (i) => Listener.open(
        `${at('openim_gateway')}/?${new URLSearchParams(handshakeOf(oli[i]))}`)),
    ...await inTurns(APPIM, (i) => Listener.open(`${at('main')}/im/socket`,
        JSON.stringify({type: 'login', data: {device_id: '1', app_id: app.id, client_id: ann[i].id,
          token: ann[i].token}}))),
  ];
}

// Whose certificate a new connection is given.
function shown(server) {
  const [host, port] = server.addresses.openim_gateway.split(':');
  return new Promise((resolve, reject) => {
    const socket = tls.connect({host, port: Number(port), rejectUnauthorized: false}, () => {
      resolve(socket.getPeerCertificate().subject.CN);
      socket.destroy();
    }).once('error', reject);
  });
}

function say(server, {admin, owner, group}, tick) {
  const body = JSON.stringify({sendID: owner.id, groupID: group, senderPlatformID: 3,
    contentType: 101, sessionType: 3, content: {content: `tick-${tick}!`}});
  return new Promise((resolve, reject) => {
    https.request(`https://${server.addresses.openim_api}/msg/send_msg`, {method: 'POST',
      rejectUnauthorized: false, headers: {operationID: 'tick', token: admin.token}},
    async (response) => {
      const answer = JSON.parse((await response.toArray()).join(''));
      if (answer.errCode === 0) resolve();
      else reject(new Error(JSON.stringify(answer)));
    }).once('error', reject).end(body);
  });
}

const thousand = ({start}) => withCertificates(async ({one, two, take, flags}) => {
  const server = await start({apps: true});
  const people = await makePeople(server);
  server.options.flags = [...server.options.flags ?? [], ...flags];
  await server.restart({kill: false});
  const listeners = await openAll(server, people);
  assert.equal(listeners.length, 1000);
  const renewals = {
    [TICKS / 3]: async () => {
      take(two);
      const {stdout} = await run(server.options.binary, ['reload', '--data', server.dataDir]);
      assert.match(stdout, /^reloaded log.level, which is .* certificate, good until/);
      assert.equal(await shown(server), 'two');
    },
    [TICKS * 2 / 3]: async () => {
      take(one);
      server.child.kill('SIGHUP');
      await until(async () => await shown(server) === 'one', 'the third certificate is shown');
    },
  };
  const done = [];
  for (let tick = 0; tick < TICKS; tick++) {
    done.push(renewals[tick]?.());
    await say(server, people, tick);
    await sleep(PAUSE_MS);
  }
  await Promise.all(done);
  await Promise.all(listeners.map((one_) => one_.answers()));
  const all = Array.from({length: TICKS}, (_, i) => i);
  await until(() => listeners.every((l) => l.heard.length === TICKS), 'all is heard')
      .catch(() => {});
  listeners.forEach((l, i) => {
    assert.deepEqual(l.heard, all, `socket ${i}`);
    assert.equal(l.closed, null, `socket ${i} is open`);
  });
  for (const {ws} of listeners) ws.terminate();
});

export const on = 'sqlite';
export const release = true;
export const tests = [
  {name: 'a certificate is renewed under a thousand sockets of four dialects', body: thousand},
];
