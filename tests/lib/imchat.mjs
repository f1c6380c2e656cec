// Fixtures of the IM Chat dialect: people who register and sign in there.
import WebSocket from 'ws';
import {sleep} from './report.mjs';
import {ADMIN_PASSWORD} from './server.mjs';
import {person as ruoyiPerson, unique} from './world.mjs';

const PASSWORD = 'secret-1';
const BUSY_RETRIES = 60;
const BUSY_WAIT_MS = 250;

// A call that must succeed; waits while the server says that it is busy.
export async function mustImchat(http, method, path, token, value) {
  for (let i = 0; ; i++) {
    const {status, json, text} = await http.call(method, path, token, value);
    if (status === 200 && json?.code === 200) return json.data;
    const busy = status === 429 || status === 503;
    if (!busy || i === BUSY_RETRIES) {
      throw new Error(`fixture: ${method} ${path} answered ${status} ${text}`);
    }
    await sleep(BUSY_WAIT_MS);
  }
}

export async function imchatLogin(http, name, terminal = 0, password = PASSWORD) {
  const data = await mustImchat(http, 'POST', '/login', null,
      {username: name, password, terminal});
  return {token: data.accessToken, refresh: data.refreshToken};
}

// Registers a person and signs in: {id, name, nick, password, token, refresh}.
export async function imchatPerson(http, who, id = unique()) {
  const name = `${who}_${id}`;
  const nick = `${who[0].toUpperCase()}${who.slice(1)} ${id}`;
  const {userId} = await mustImchat(http, 'POST', '/register', null,
      {username: name, password: PASSWORD, nickName: nick});
  return {id: userId, name, nick, password: PASSWORD, dialect: 'imchat',
    ...await imchatLogin(http, name)};
}

export async function imchatFriends(http, a, b) {
  const {id} = await mustImchat(http, 'POST', '/friend/request/apply', a.token, {friendId: b.id});
  await mustImchat(http, 'POST', '/friend/request/approve', b.token, {requestId: id});
}

export async function imchatAdmin(http) {
  const data = await mustImchat(http, 'POST', '/auth/login', null,
      {username: 'admin', password: ADMIN_PASSWORD});
  return {id: data.userId, name: 'admin', token: data.accessToken, dialect: 'imchat'};
}

// Does `work` and waits for a frame of `type` that comes of it at the person's socket, so that who
// connects after that hardly ever hears of it.
async function untilTold(server, person, type, work) {
  const ws = new WebSocket(
      `ws://${server.addresses.imchat_backstage}/ws?accessToken=${person.token}`);
  const heard = new Map();
  const come = (name) => new Promise((resolve, reject) => {
    heard.set(name, resolve);
    ws.once('close', () => reject(new Error(`fixture: closed before ${name}`)));
    ws.once('error', reject);
  });
  ws.on('message', (data) => heard.get(JSON.parse(data).type)?.());
  try {
    await come('SYSTEM_MESSAGE');
    const told = come(type);
    const result = await work();
    await told;
    return result;
  } finally {
    ws.terminate();
  }
}

async function people(server, scope, names) {
  for (const n of names) scope[n] ??= await imchatPerson(server.imchat, n, scope.uniq);
}

export const IMCHAT_FIXTURES = {
  'nobody': async () => {},
  'one user': (server, scope) => people(server, scope, ['ann']),
  'two people': (server, scope) => people(server, scope, ['ann', 'bob']),
  'three people': (server, scope) => people(server, scope, ['ann', 'bob', 'cat']),
  'stranger': (server, scope) => people(server, scope, ['sam']),
  'two friends': async (server, scope) => {
    await people(server, scope, ['ann', 'bob']);
    await imchatFriends(server.imchat, scope.ann, scope.bob);
  },
  // ann owns {group.id}, where bob and cat are; both are friends of ann.
  'group of three': async (server, scope) => {
    await people(server, scope, ['ann', 'bob', 'cat']);
    const {ann, bob, cat} = scope;
    await imchatFriends(server.imchat, ann, bob);
    await imchatFriends(server.imchat, ann, cat);
    const name = `Group ${scope.uniq}`;
    const {id} = await untilTold(server, cat, 'GROUP_MESSAGE', () => mustImchat(server.imchat,
        'POST', '/group/create', ann.token, {groupName: name, memberIds: [bob.id, cat.id]}));
    scope.group = {id, name};
  },
  // The same people on a telephone and on a computer.
  'ann on three devices': async (server, scope) => {
    await people(server, scope, ['ann']);
    scope.phone1 = await imchatLogin(server.imchat, scope.ann.name, 1);
    scope.pc = await imchatLogin(server.imchat, scope.ann.name, 2);
  },
  'backstage': async (server, scope) => { scope.admin = await imchatAdmin(server.imchat); },
  'ruoyi user': async (server, scope) => {
    scope.rae = {...await ruoyiPerson(server.http, 'rae', scope.uniq), dialect: 'ruoyi'};
  },
};

// What each block of an IM Chat script starts from: where the other addresses are.
export function imchatScope(server, scope) {
  scope.backstage = server.addresses.imchat_backstage;
}
