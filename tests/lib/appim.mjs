// Fixtures of the App IM dialect. Who calls there is an application: `app` shows its key, `master`
// the master key, `anyone` none; `twin` is another application that holds equal ids, `shut` one
// that verifies tokens (`shutmaster` with its master key), `locked` one that demands a key,
// `single` and `bound` as their names say.
import {createHash, createHmac} from 'node:crypto';

const headers = (app, key) => ({'app-id': app.id, ...(key ? {'app-key': key} : {})});
const caller = (app, key) => ({id: app.id, token: headers(app, key), dialect: 'appim'});

const TOKEN_S = 3600;

// A token that the application signs (HS256).
export function signToken(secret, claims) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({typ: 'JWT', alg: 'HS256'})}.${part(claims)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

const later = () => Math.floor(Date.now() / 1000) + TOKEN_S;

// What a token of an action says of the clients that it is for.
const membersClaim = (ids) => createHash('md5').update(JSON.stringify([...ids].sort()))
    .digest('hex');

async function must(server, who, method, path, value) {
  const {status, json, text} = await server.appim.call(method, path, who.token, value);
  if (status === 200 && json?.code === 0) return json.data;
  throw new Error(`fixture: ${method} ${path} answered ${status} ${text}`);
}

async function clients(server, scope, who, names) {
  for (const name of names) {
    scope[name] ??= {id: `${name}${scope.uniq}`, nick: name};
    await must(server, who, 'POST', '/im/users',
        {client_id: scope[name].id, extend: {nickname: scope[name].nick}});
  }
}

async function group(server, scope, who, names) {
  await clients(server, scope, who, names);
  const [first, ...others] = names.map((n) => scope[n].id);
  const made = await must(server, who, 'POST', '/im/conversations',
      {client_id: first, to_client_ids: others, conv_type: 3, conv_extend: {conv_name: 'team'}});
  return made.conv_id;
}

export const APPIM_FIXTURES = {
  'nobody': async () => {},
  'two clients': (server, scope) => clients(server, scope, scope.master, ['ann', 'bob']),
  'three clients': (server, scope) => clients(server, scope, scope.master, ['ann', 'bob', 'cat']),
  'stranger': (server, scope) => clients(server, scope, scope.master, ['dan']),
  'group of three': async (server, scope) => {
    scope.conv = await group(server, scope, scope.master, ['ann', 'bob', 'cat']);
  },
  'pair': async (server, scope) => {
    await clients(server, scope, scope.master, ['ann', 'bob']);
    const made = await must(server, scope.master, 'POST', '/im/conversations',
        {client_id: scope.ann.id, to_client_ids: [scope.bob.id], conv_type: 1});
    scope.pair = made.conv_id;
  },
  'room': async (server, scope) => {
    await clients(server, scope, scope.master, ['ann', 'bob', 'cat']);
    const made = await must(server, scope.master, 'POST', '/im/conversations',
        {client_id: scope.ann.id, to_client_ids: [], conv_type: 4});
    scope.room = made.conv_id;
  },
  'a message': async (server, scope) => {
    const {msg_id: id} = await must(server, scope.master, 'POST',
        `/im/conversations/${scope.conv}/message`,
        {from_client: scope.ann.id, type: -1, text: 'one'});
    scope.msg = id;
  },
  // The twin holds the same clients and a group of them; {twinconv} is its.
  'the same in the twin': async (server, scope) => {
    scope.twinconv = await group(server, scope, scope.twin, ['ann', 'bob', 'cat']);
    const {msg_id: id} = await must(server, scope.twin, 'POST',
        `/im/conversations/${scope.twinconv}/message`,
        {from_client: scope.ann.id, type: -1, text: 'marker of the twin'});
    scope.twinmsg = id;
  },
  // In the application that verifies tokens: {shutconv} of ann and bob, cat is not in it, and
  // tokens {t.ann} (login), {t.cat}, {t.send} (ann may send) …; who calls with one is `by_ann` …
  'tokens': async (server, scope) => {
    const who = scope.shutmaster;
    await clients(server, scope, who, ['ann', 'bob', 'cat']);
    const made = await must(server, who, 'POST', '/im/conversations',
        {client_id: scope.ann.id, to_client_ids: [scope.bob.id], conv_type: 3});
    scope.shutconv = made.conv_id;
    const {secret} = server.apps.shut;
    const login = (name, exp = later()) => signToken(secret,
        {unique_name: scope[name].id, exp});
    const act = (name, action, more = {}) => signToken(secret,
        {aud: scope[name].id, act: action, exp: later(), ...more});
    scope.t = {
      ann: login('ann'),
      bob: login('bob'),
      cat: login('cat'),
      old: login('ann', 1),
      forged: signToken('another secret', {unique_name: scope.ann.id, exp: later()}),
      timeless: signToken(secret, {unique_name: scope.ann.id}),
      send: act('ann', 'msg.send'),
      upload: act('ann', 'file.upload'),
      create: act('ann', 'conv.create', {members: membersClaim([scope.bob.id])}),
      add: act('ann', 'member.add', {members: membersClaim([scope.cat.id])}),
      nonsense: 'nonsense',
    };
    for (const [name, token] of Object.entries(scope.t)) {
      scope[`by_${name}`] = {...scope.shut,
        token: {...scope.shut.token, Authorization: `Bearer ${token}`}};
    }
  },
};

// What each block of an App IM script starts from.
export function appimScope(server, scope) {
  const {open, twin, shut, locked, single, bound} = server.apps;
  scope.app = caller(open, open.app_key);
  scope.master = caller(open, open.master_key);
  scope.anyone = caller(open);
  scope.wrong = caller(open, twin.app_key);
  scope.twin = caller(twin, twin.master_key);
  scope.shut = caller(shut, shut.app_key);
  scope.shutmaster = caller(shut, shut.master_key);
  scope.locked = caller(locked);
  scope.lockedapp = caller(locked, locked.app_key);
  scope.single = caller(single, single.master_key);
  scope.bound = caller(bound, bound.master_key);
  scope.boundapp = caller(bound, bound.app_key);
}
