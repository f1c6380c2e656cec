// The frames of App IM: who is not logged in, who is not in the conversation, and whose application
// does not have it, are refused, each in its way.
import assert from 'node:assert/strict';
import {APPIM_FIXTURES, appimScope, signToken} from '../lib/appim.mjs';
import {AppimSocket} from '../lib/appim_socket.mjs';
import {unique} from '../lib/world.mjs';
import {fillExample} from './world.mjs';

const UNKNOWN_CONVERSATION = 4011;
// Beyond where the matrix moves the clock.
const TOKEN_S = 400 * 86_400;

async function buildWorld(server) {
  const scope = {uniq: unique()};
  appimScope(server, scope);
  await APPIM_FIXTURES['group of three'](server, scope);
  await APPIM_FIXTURES['a message'](server, scope);
  await APPIM_FIXTURES['tokens'](server, scope);
  await APPIM_FIXTURES.room(server, scope);
  const {ann, bob} = scope;
  // sam is a client who is in nothing.
  scope.sam = {id: `sam${scope.uniq}`};
  await server.appim.call('POST', '/im/users', scope.master.token, {client_id: scope.sam.id});
  return {scope, values: {app: {id: 'open'}, client: {ann: ann.id, bob: bob.id,
    new: `new${scope.uniq}`}, conv: {id: scope.conv}, msg: {id: scope.msg},
    room: {id: scope.room}}};
}

const refusal = (answers) => answers.find((a) => a.code > 0 || a.type === 'error');

// name → what must come of it, for a row that needs a login
function casesOf(server, row, world) {
  const {scope} = world;
  const about = (more) => ({...fillExample(row.example, world, null, 'mine'), ...more});
  const as = (app, client) => async (more) => {
    const socket = await AppimSocket.login(server, server.apps[app], client);
    try {
      return await socket.ask(row.path, about(more));
    } finally {
      socket.close();
    }
  };
  const allowed = (body) => async () => {
    const answers = await body();
    assert.equal(refusal(answers), undefined, JSON.stringify(answers));
  };
  const hasPlace = 'conv_id' in row.example;
  // Everybody in the application may enter a room.
  const isRoom = row.example.conv_id === '{room.id}';
  const cases = {
    'nobody logged in': async () => {
      const socket = await AppimSocket.open(server);
      const answers = await socket.ask(row.path, about());
      assert.equal(answers[0]?.type, 'error', JSON.stringify(answers));
      socket.close();
    },
    'a member': allowed(as('open', scope.bob.id)),
  };
  if (!hasPlace) return cases;
  const refused = (body, code) => async () => {
    const found = refusal(await body());
    assert.ok(found && (code === undefined || found.code === code), JSON.stringify(found));
  };
  return {...cases,
    'no member': (isRoom ? allowed : refused)(as('open', scope.sam.id), 1),
    'another application': refused(as('twin', scope.ann.id), UNKNOWN_CONVERSATION),
    'an unknown conversation': refused(() => as('open', scope.bob.id)({conv_id: '0'.repeat(32)}),
        UNKNOWN_CONVERSATION)};
}

function loginCases(server, row, {scope}) {
  const {apps} = server;
  const exp = Math.floor(Date.now() / 1000) + TOKEN_S;
  const claims = {unique_name: scope.ann.id, exp};
  const login = (app_id, token, client_id = scope.ann.id) => async () => {
    const socket = await AppimSocket.open(server);
    const answers = await socket.ask('login', {device_id: 'r', app_id, client_id,
      ...(token ? {token} : {})});
    socket.close();
    return answers[0];
  };
  const expect = (ask, code) => async () => {
    const answer = await ask();
    assert.equal(answer?.code ?? (answer?.type === 'login.success' ? 0 : -1), code,
        JSON.stringify(answer));
  };
  return {
    'unknown app': expect(login('nobody'), 4002),
    'no token': expect(login('shut'), 4001),
    'forged token': expect(login('shut', signToken('another secret', claims)), 1),
    'expired token': expect(login('shut', signToken(apps.shut.secret, {...claims, exp: 1})), 1),
    'a token of another app': expect(login('shut', signToken(apps.twin.secret, claims)), 1),
    'a token of another client': expect(
        login('shut', signToken(apps.shut.secret, claims), scope.bob.id), 1),
    'a token of an action': expect(login('shut', signToken(apps.shut.secret,
        {aud: scope.ann.id, act: 'msg.send', exp})), 1),
    'a token of its own': expect(login('shut', signToken(apps.shut.secret, claims)), 0),
    'no token is needed': expect(login('open'), 0),
  };
}

export async function checkAppimFrames(server, all, {report, suite, only}) {
  const rows = all.filter((r) => r.dialect === 'appim' && r.method === 'FRAME');
  for (const row of rows) {
    const world = await buildWorld(server);
    const cases = row.auth === 'none' ? loginCases(server, row, world)
      : casesOf(server, row, world);
    for (const [name, body] of Object.entries(cases)) {
      const full = `FRAME ${row.path} ${name}`;
      if (full.includes(only)) await report.test(suite, full, body);
    }
  }
}
