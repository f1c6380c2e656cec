// The matrix of rights for the rows of App IM: every row × every kind of caller. A caller is an
// application with what it shows; what another application holds is unknown to it.
import {APPIM_FIXTURES, appimScope, signToken} from '../lib/appim.mjs';
import {eachOf} from '../lib/report.mjs';
import {unique} from '../lib/world.mjs';
import {buildRequest} from './suite.mjs';
import {fillExample} from './world.mjs';

const ROWS_AT_ONCE = 6;
const NO_HEADER = 4002;
const UNKNOWN_CLIENT = 211;
const UNKNOWN_CONVERSATION = 4011;
const REFUSED = 1;
const OK = 200;
// Rows whose example names nothing that must be there.
const FINDS_NOBODY = new Set(['PUT /im/conversations', 'POST /im/clients/check-online',
  'POST /im/users', 'POST /im/file/upload', 'GET /im/messages', 'GET /im/stats']);

// The last segment of a stored file's link.
async function storedName(server, scope) {
  const request = buildRequest({method: 'POST', path: '/im/file/upload', files: 'file'}, {});
  const {json} = await send(server, request, scope.app.token);
  return json.data.split('/').at(-1);
}

function send(server, {method, path, body, type}, headers) {
  if (!type) return server.appim.call(method, path, headers, body);
  return server.appim.request(method, path, {headers: {...headers, 'Content-Type': type}, body});
}

// What is there for one row: a group of ann, bob and cat with a message of ann.
async function buildWorld(server) {
  const scope = {uniq: unique()};
  appimScope(server, scope);
  await APPIM_FIXTURES['group of three'](server, scope);
  await APPIM_FIXTURES['a message'](server, scope);
  await APPIM_FIXTURES.room(server, scope);
  const {ann, bob} = scope;
  return {scope, values: {
    client: {ann: ann.id, bob: bob.id, new: `new${scope.uniq}`},
    conv: {id: scope.conv}, msg: {id: scope.msg}, room: {id: scope.room},
    upload: {name: await storedName(server, scope)},
  }};
}

// Of whom nothing of the example is known.
function codeOfAnother(row) {
  if (row.path.includes('{conv_id}') || row.path.includes('unread-count')) {
    return UNKNOWN_CONVERSATION;
  }
  return FINDS_NOBODY.has(`${row.method} ${row.path}`) ? 0 : UNKNOWN_CLIENT;
}

const anotherAction = (row) => (row.path === '/im/file/upload' ? 'msg.send' : 'file.upload');

// Refusals first: who may changes the world.
function callersOf(row, {scope}, apps) {
  const bearer = (token) => ({...scope.shut.token, Authorization: `Bearer ${token}`});
  const exp = Math.floor(Date.now() / 1000) + 864_000;
  const claims = {unique_name: scope.ann.id, exp};
  return [
    ['no app', {}, NO_HEADER],
    ['unknown app', {'app-id': 'nobody'}, NO_HEADER],
    ['wrong key', scope.wrong.token, NO_HEADER],
    ['no key', scope.locked.token, NO_HEADER],
    ['no token', scope.shut.token, NO_HEADER],
    ['forged token', bearer(signToken('another secret', claims)), REFUSED],
    ['expired token', bearer(signToken(apps.shut.secret, {...claims, exp: 1})), REFUSED],
    ['another action', bearer(signToken(apps.shut.secret,
        {aud: scope.ann.id, act: anotherAction(row), exp})), REFUSED],
    ['other app', scope.twin.token, codeOfAnother(row)],
    ['app key', scope.app.token, row.auth === 'admin' ? REFUSED : 0],
    ['master key', scope.master.token, 0],
  ];
}

export async function checkAppim(server, all, {report, suite, only}) {
  const rows = all.filter((r) => r.dialect === 'appim' && r.path.startsWith('/') &&
      `${r.method} ${r.path}`.includes(only));
  await eachOf(rows, ROWS_AT_ONCE, async (row) => {
    // A deleted thing is not deleted twice: each of the two who may has a world of its own.
    const worlds = {'app key': await buildWorld(server), 'master key': await buildWorld(server)};
    for (const [name] of callersOf(row, worlds['app key'], server.apps)) {
      const world = worlds[name] ?? worlds['app key'];
      const [, headers, code] = callersOf(row, world, server.apps).find(([n]) => n === name);
      await report.test(suite, `${row.method} ${row.path} ${name}`, async () => {
        const request = buildRequest(row, fillExample(row.example, world, null, 'mine'));
        const answer = await send(server, request, headers);
        // What opens by its link opens for everybody, and is no envelope.
        const fits = row.auth === 'none' ? answer.status === OK : answer.json?.code === code;
        if (!fits) {
          throw new Error(`${request.method} ${request.path} ${JSON.stringify(request.body)} ` +
              `wanted code ${code}, got ${answer.status} ${answer.text.slice(0, 300)}`);
        }
      });
    }
  });
}
