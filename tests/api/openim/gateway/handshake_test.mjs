// openim-ws 2: how the gateway opens, and refuses to.
import assert from 'node:assert/strict';
import {createHmac} from 'node:crypto';
import http from 'node:http';
import {mustOpenim, openimToken, secretOf} from '../../../lib/openim.mjs';
import {OpenimSocket, handshakeOf} from '../../../lib/openim_socket.mjs';
import {makePeople} from './people.mjs';

// Sends an upgrade with this query and headers; {status, type, body}.
function upgrade(server, query, headers = {}, path = '/') {
  const [host, port] = server.addresses.openim_gateway.split(':');
  return new Promise((resolve, reject) => {
    const request = http.request({host, port, path: `${path}?${new URLSearchParams(query)}`,
      headers: {'Connection': 'Upgrade', 'Upgrade': 'websocket', 'Sec-WebSocket-Version': 13,
        'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==', ...headers}});
    request.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve({status: response.statusCode, headers: response.headers});
    });
    request.on('response', (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve({status: response.statusCode,
        type: response.headers['content-type'], body: JSON.parse(Buffer.concat(chunks))}));
    });
    request.on('error', reject);
    request.end();
  });
}

const without = (query, key) => Object.fromEntries(
    Object.entries(query).filter(([k]) => k !== key));

function signed(secret, claims) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({alg: 'HS256', typ: 'JWT'})}.${part(claims)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

const CONNECT = {errCode: 1602, errMsg: 'args err, need token, sendID, platformID'};

// name → [change of the query, code and name of the refusal]
const now = () => Math.floor(Date.now() / 1000);
const REFUSALS = {
  'without sendID': [(q) => without(q, 'sendID'), CONNECT],
  'without token': [(q) => without(q, 'token'), CONNECT],
  'without operationID': [(q) => without(q, 'operationID'), CONNECT],
  'without platformID': [(q) => without(q, 'platformID'), CONNECT],
  'an unknown platform': [(q) => ({...q, platformID: 12}), CONNECT],
  'a platform that is no number': [(q) => ({...q, platformID: 'x'}), CONNECT],
  'an unknown sdkType': [(q) => ({...q, sdkType: 'rust'}), CONNECT],
  'a v that is none': [(q) => ({...q, v: '{}'}), CONNECT],
  'without isBackground': [(q) => without(q, 'isBackground'),
    {errCode: 500, errMsg: 'ServerInternalError'}],
  'an isBackground that is no switch': [(q) => ({...q, isBackground: 'yes'}),
    {errCode: 500, errMsg: 'ServerInternalError'}],
  'a token that is none': [(q) => ({...q, token: 'x'}),
    {errCode: 1503, errMsg: 'TokenMalformedError'}],
  'a token that somebody else signed': [(q, people) => ({...q, token: signed('other',
      {UserID: people.ann.id, PlatformID: 3, exp: now() + 1000, iat: now()})}),
  {errCode: 1505, errMsg: 'TokenUnknownError'}],
  'a token that is over': [(q, people, secret) => ({...q, token: signed(secret,
      {UserID: people.ann.id, PlatformID: 3, exp: now() - 1, iat: now() - 10})}),
  {errCode: 1501, errMsg: 'TokenExpiredError'}],
  'a token that is not kept': [(q, people, secret) => ({...q, token: signed(secret,
      {UserID: people.ann.id, PlatformID: 3, exp: now() + 1000, iat: now()})}),
  {errCode: 1507, errMsg: 'TokenNotExistError'}],
  'the token of another user': [(q, people) => ({...q, token: people.bob.token}),
    {errCode: 1502, errMsg: 'TokenInvalidError'}],
  'the token of another platform': [(q) => ({...q, platformID: 4}),
    {errCode: 1502, errMsg: 'TokenInvalidError'}],
};

const refusals = Object.entries(REFUSALS).map(([name, [change, wanted]]) => ({
  name: `refused: ${name}`,
  on: 'sqlite',
  async body({server}) {
    const people = await makePeople(server, ['ann', 'bob']);
    const query = change(handshakeOf(people.ann), people, secretOf(server));
    const plain = await upgrade(server, query);
    assert.equal(plain.status, 200);
    assert.equal(plain.type, 'application/json; charset=utf-8');
    const {errDlt, ...rest} = plain.body;
    assert.deepEqual(rest, wanted);
    assert.equal(typeof errDlt, 'string');
    // Browsers cannot read that: they ask for a frame. What is packed and unreadable cannot ask.
    if (query.v) return;
    const socket = await OpenimSocket.open(server, people.ann,
        {query: {...query, isMsgResp: 'true'}});
    assert.deepEqual(JSON.parse((await socket.text()).text), plain.body);
    assert.equal(await socket.closed, 1000);
  },
}));

export const tests = [
  ...refusals,
  {
    name: 'a refusal that is told comes as the first frame, then the socket closes',
    on: 'sqlite',
    async body({server}) {
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      const socket = await OpenimSocket.open(server, {id: ann.id, token: bob.token}, {told: true});
      assert.deepEqual(JSON.parse((await socket.text()).text), {errCode: 1502,
        errMsg: 'TokenInvalidError', errDlt: 'the token is of another user or platform'});
      assert.equal(await socket.closed, 1000);
    },
  },
  {
    name: 'success is silent, or told before anything else',
    on: 'sqlite',
    async body({server}) {
      const {ann} = await makePeople(server, ['ann']);
      const silent = await OpenimSocket.open(server, ann);
      await silent.must(1001, {userID: ann.id});
      assert.equal(silent.frames.length, 0);
      const told = await OpenimSocket.open(server, ann, {told: true});
      assert.equal((await told.text()).text, '{"errCode":0,"errMsg":"","errDlt":""}');
      silent.close();
      told.close();
    },
  },
  {
    name: 'above the number of connections nobody gets in, until one leaves',
    on: 'sqlite',
    async body({start}) {
      const server = await start({flags: ['--openim.connections_max=1']});
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      const first = await OpenimSocket.open(server, ann);
      const refused = await OpenimSocket.open(server, bob).catch((error) => error);
      assert.deepEqual(refused.answer, {errCode: 1601, errMsg: 'ConnOverMaxNumLimit',
        errDlt: 'ConnOverMaxNumLimit'});
      first.ws.close();
      await first.closed;
      let second = null;
      for (let i = 0; i < 50 && !second; i++) {
        second = await OpenimSocket.open(server, bob).catch(() => null);
        if (!second) await new Promise((resolve) => setTimeout(resolve, 100));
      }
      await second.must(1001, {});
      second.close();
    },
  },
  {
    name: 'any path, any spelling of a switch, no extension',
    on: 'sqlite',
    async body({server}) {
      const {ann} = await makePeople(server, ['ann']);
      for (const isBackground of ['1', 't', 'T', 'TRUE', 'true', 'True', '0', 'f', 'F', 'FALSE',
        'false', 'False']) {
        const answer = await upgrade(server, handshakeOf(ann, {isBackground}),
            {'Sec-WebSocket-Extensions': 'permessage-deflate; client_max_window_bits',
              'Origin': 'https://elsewhere.example'}, '/msg_gateway');
        assert.equal(answer.status, 101);
        assert.equal(answer.headers['sec-websocket-extensions'], undefined);
      }
    },
  },
  {
    name: 'everything in one key',
    on: 'sqlite',
    async body({server}) {
      const {ann} = await makePeople(server, ['ann']);
      const v = Buffer.from(JSON.stringify({token: ann.token, userID: ann.id, platformID: 3,
        operationID: 'op', compression: 'gzip', sdkType: 'go', sendResponse: true,
        background: false, sdkVersion: 'x'})).toString('base64url');
      const answer = await upgrade(server, {v});
      assert.equal(answer.status, 101);
    },
  },
  {
    name: 'after another token of the platform the old one is over, and its sessions are told',
    async body({server}) {
      const people = await makePeople(server, ['ann']);
      const {ann, admin} = people;
      const old = await OpenimSocket.open(server, ann);
      const other = {...ann, token: await openimToken(server, admin, ann.id, 5)};
      const elsewhere = await OpenimSocket.open(server, other, {platform: 5});
      // Tokens of one second are equal.
      await new Promise((resolve) => setTimeout(resolve, 1100));
      const fresh = {...ann, token: await openimToken(server, admin, ann.id)};
      assert.notEqual(fresh.token, ann.token);
      assert.deepEqual({...await old.kicked()}, {ReqIdentifier: 2002});
      assert.equal(await old.closed, 1006);
      const again = await OpenimSocket.open(server, ann).catch((error) => error.answer);
      assert.equal(again.errCode, 1506);
      const next = await OpenimSocket.open(server, fresh);
      await elsewhere.must(1001, {});
      next.close();
      elsewhere.close();
    },
  },
  {
    name: 'an administrator ends the sessions of a platform',
    async body({server}) {
      const {ann, admin} = await makePeople(server, ['ann']);
      const socket = await OpenimSocket.open(server, ann, {sdkType: 'js'});
      await mustOpenim(server.openim, '/auth/force_logout', admin.token,
          {platformID: 3, userID: ann.id});
      assert.deepEqual((await socket.kicked()).raw, {reqIdentifier: 2002, msgIncr: '',
        operationID: '', errCode: 0, errMsg: '', data: null});
      assert.equal(await socket.closed, 1006);
      const again = await OpenimSocket.open(server, ann).catch((error) => error.answer);
      assert.equal(again.errCode, 1506);
    },
  },
];
