// Fixtures: people and what lies between them, made over the public API with fresh names, so that
// blocks never meet. Each is a phrase after `use`.
import {createHmac, randomBytes} from 'node:crypto';
import {APPIM_FIXTURES, appimScope} from './appim.mjs';
import {IMCHAT_FIXTURES, imchatScope} from './imchat.mjs';
import {OPENIM_FIXTURES, openimScope} from './openim.mjs';
import {sleep} from './report.mjs';
import {ADMIN_PASSWORD} from './server.mjs';

export const API = '/api/im';
const PASSWORD = 'secret-1';
const BUSY_RETRIES = 60;
const BUSY_WAIT_MS = 250;

let counter = 0;

// Nine lower-case letters and digits, different each time.
export function unique() {
  counter = (counter + 1) % 46_656;
  return randomBytes(4).readUInt32BE().toString(36).padStart(7, '0').slice(-6) +
      counter.toString(36).padStart(3, '0');
}

// A call that must succeed; waits while the server says that it is busy.
export async function must(http, method, path, token, value, base = API) {
  for (let i = 0; ; i++) {
    const answer = await http.call(method, base + path, token, value);
    if (answer.status === 200 && answer.json?.code === 200) return answer.json.data;
    const busy = answer.status === 429 || answer.status === 503;
    if (!busy || i === BUSY_RETRIES) {
      throw new Error(`fixture: ${method} ${path} answered ${answer.status} ${answer.text}`);
    }
    await sleep(BUSY_WAIT_MS);
  }
}

export async function login(http, name, password = PASSWORD) {
  const data = await must(http, 'POST', '/auth/login', null, {username: name, password});
  return {token: data.token, refresh: data.refreshToken ?? null};
}

// Registers a person and signs in: {id, name, nick, password, token, refresh}.
export async function person(http, who, id = unique()) {
  const name = `${who}_${id}`;
  const nick = `${who[0].toUpperCase()}${who.slice(1)} ${id}`;
  const made = await must(http, 'POST', '/auth/register', null,
      {username: name, password: PASSWORD, nickname: nick});
  const userId = typeof made === 'object' && made !== null ? made.userId : made;
  return {id: userId, name, nick, password: PASSWORD, ...await login(http, name)};
}

export async function befriend(http, a, b) {
  const request = await must(http, 'POST', '/contact/request/send', a.token, {targetUserId: b.id});
  await must(http, 'POST', `/contact/request/${request}/handle`, b.token, {approved: true});
}

export function directChat(http, a, b) {
  return must(http, 'POST', '/conversation/create', a.token, {type: 'PRIVATE', peerUserId: b.id});
}

export function group(http, owner, members, name) {
  return must(http, 'POST', '/group/create', owner.token,
      {name, memberIds: members.map((m) => m.id)});
}

// Uploads a file: what the server says of it.
export async function upload(http, who, name, content, path = '/file/upload', fields = {}) {
  const boundary = 'koine-world';
  const head = (n, more) => Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${n}"${more}\r\n\r\n`);
  const parts = Object.entries(fields).flatMap(([k, v]) => [head(k, ''), Buffer.from(`${v}\r\n`)]);
  const body = Buffer.concat([...parts, head('file', `; filename="${name}"`), Buffer.from(content),
    Buffer.from(`\r\n--${boundary}--\r\n`)]);
  const {status, json, text} = await http.request('POST', API + path, {body, headers: {
    'Authorization': `Bearer ${who.token}`,
    'Content-Type': `multipart/form-data; boundary=${boundary}`}});
  if (status !== 200) throw new Error(`fixture: POST ${path} answered ${status} ${text}`);
  return json.data;
}

// The administrator whom the server makes at its first start.
export async function administrator(http) {
  return {name: 'admin', ...await login(http, 'admin', ADMIN_PASSWORD)};
}

export function setEnabled(http, admin, user, enabled) {
  return must(http, 'PUT', `/users/${user.id}/status`, admin.token, {status: enabled ? 1 : 0},
      '/api/admin');
}

// Puts the people of `names` who are not there yet into the scope; one after the other, so that
// their ids have the order of their names.
async function people(http, scope, names) {
  for (const n of names) scope[n] ??= await person(http, n, scope.uniq);
}

const base64url = (value) => Buffer.from(value).toString('base64url');

// Tokens that look like ann's and must not be taken.
function forgedTokens(token) {
  const [head, payload, signature] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url'));
  const {alg} = JSON.parse(Buffer.from(head, 'base64url'));
  const sign = (h, p) => `${h}.${p}.` + createHmac(alg.replace('HS', 'sha'), 'another key')
      .update(`${h}.${p}`).digest('base64url');
  const other = base64url(JSON.stringify({...claims, userId: 1, sub: 'admin'}));
  const none = base64url(JSON.stringify({alg: 'none', typ: 'JWT'}));
  return {
    none: `${none}.${payload}.`,
    noneSigned: `${none}.${payload}.${signature}`,
    key: sign(head, payload),
    payload: `${head}.${other}.${signature}`,
    cut: `${head}.${payload}`,
    bit: `${head}.${payload}.${signature[0] === 'A' ? 'B' : 'A'}${signature.slice(1)}`,
  };
}

export const FIXTURES = {
  'nobody': async () => {},
  'one user': (http, scope) => people(http, scope, ['ann']),
  'two people': (http, scope) => people(http, scope, ['ann', 'bob']),
  'three people': (http, scope) => people(http, scope, ['ann', 'bob', 'cat']),
  'stranger': (http, scope) => people(http, scope, ['sam']),
  'two friends': async (http, scope) => {
    await people(http, scope, ['ann', 'bob']);
    await befriend(http, scope.ann, scope.bob);
    scope.dm = await directChat(http, scope.ann, scope.bob);
  },
  'direct chat': async (http, scope) => {
    await people(http, scope, ['ann', 'bob']);
    scope.dm = await directChat(http, scope.ann, scope.bob);
  },
  'group of three': async (http, scope) => {
    await people(http, scope, ['ann', 'bob', 'cat']);
    const name = `Group ${scope.uniq}`;
    const id = await group(http, scope.ann, [scope.bob, scope.cat], name);
    scope.group = {id, name};
  },
  'ruoyi user': async (http, scope) => {
    scope.rae = {...await person(http, 'rae', scope.uniq), dialect: 'ruoyi'};
  },
  'administrator': async (http, scope) => { scope.admin = await administrator(http); },
  'disabled user': async (http, scope) => {
    await people(http, scope, ['dan']);
    scope.admin ??= await administrator(http);
    await setEnabled(http, scope.admin, scope.dan, false);
  },
  'forged tokens': async (http, scope) => {
    await people(http, scope, ['ann']);
    scope.forged = forgedTokens(scope.ann.token);
  },
};

// A mobile number that nobody else has in this run, with high probability.
const phone = () => `13${String(randomBytes(6).readUIntBE(0, 6) % 1e9).padStart(9, '0')}`;

// The scope of a block: `uniq`, `phone`, `empty` and what its fixtures made; in scripts of OpenIM
// also its `secret` and `admin`.
export async function buildScope(server, uses, dialect = 'ruoyi') {
  const scope = {uniq: unique(), phone: phone(), empty: ''};
  if (dialect === 'openim') await openimScope(server, scope);
  if (dialect === 'appim') appimScope(server, scope);
  if (dialect === 'imchat') imchatScope(server, scope);
  for (const use of uses) {
    if (dialect === 'appim' && Object.hasOwn(APPIM_FIXTURES, use)) {
      await APPIM_FIXTURES[use](server, scope);
    } else if (dialect === 'imchat' && Object.hasOwn(IMCHAT_FIXTURES, use)) {
      await IMCHAT_FIXTURES[use](server, scope);
    } else if (dialect === 'openim' && Object.hasOwn(OPENIM_FIXTURES, use)) {
      await OPENIM_FIXTURES[use](server, scope);
    } else if (Object.hasOwn(FIXTURES, use)) {
      await FIXTURES[use](server.http, scope);
    } else {
      throw new Error(`unknown fixture 'use ${use}'`);
    }
  }
  return scope;
}
