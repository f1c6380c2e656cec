// Fixtures of the OpenIM dialect: people with handles, made with the rights of its administrator.
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {sleep} from './report.mjs';
import {must, person} from './world.mjs';

const PLATFORM = 3;
const BUSY_RETRIES = 60;
const BUSY_WAIT_MS = 250;

// What administrators of this server show for a token.
export function secretOf(server) {
  const text = readFileSync(path.join(server.dataDir, 'secrets.toml'), 'utf8');
  return /^openim = "(.*)"$/m.exec(text)[1];
}

// A call that must succeed; waits while the server says that it is busy.
export async function mustOpenim(http, path, token, value = {}) {
  for (let i = 0; ; i++) {
    const {status, json, text} = await http.call('POST', path, token, value);
    if (status === 200 && json?.errCode === 0) return json.data;
    const busy = status === 429 || json?.errDlt?.endsWith('try again later');
    if (!busy || i === BUSY_RETRIES) {
      throw new Error(`fixture: POST ${path} answered ${status} ${text}`);
    }
    await sleep(BUSY_WAIT_MS);
  }
}

export async function openimAdmin(server) {
  const {token} = await mustOpenim(server.openim, '/auth/get_admin_token', null,
      {secret: secretOf(server), userID: 'imAdmin'});
  return {id: 'imAdmin', nick: 'superAdmin', token, dialect: 'openim'};
}

export async function openimToken(server, admin, userID, platformID = PLATFORM) {
  const data = await mustOpenim(server.openim, '/auth/get_user_token', admin.token,
      {platformID, userID});
  return data.token;
}

// Registers people and asks for their tokens: {id, nick, face, token}.
export async function openimPeople(server, admin, names, uniq) {
  const people = names.map((name) => ({id: `${name}_${uniq}`, dialect: 'openim',
    nick: `${name[0].toUpperCase()}${name.slice(1)} ${uniq}`, face: `https://faces/${name}`}));
  await mustOpenim(server.openim, '/user/user_register', admin.token, {users: people.map((p) => (
    {userID: p.id, nickname: p.nick, faceURL: p.face}))});
  await Promise.all(people.map(async (p) => {
    p.token = await openimToken(server, admin, p.id);
  }));
  return Object.fromEntries(names.map((name, i) => [name, people[i]]));
}

async function people(server, scope, names) {
  const missing = names.filter((n) => !scope[n]);
  if (missing.length) {
    Object.assign(scope, await openimPeople(server, scope.admin, missing, scope.uniq));
  }
}

// The name of the conversation of two.
export const chatName = (a, b) => `si_${[`${a.id}`, `${b.id}`].sort().join('_')}`;

// A text from one to another, or to a group {group: id}.
export function sayOpenim(server, admin, from, to, text) {
  const target = to.group ? {groupID: `${to.group}`, sessionType: 3}
    : {recvID: `${to.id}`, sessionType: 1};
  return mustOpenim(server.openim, '/msg/send_msg', admin.token, {sendID: `${from.id}`, ...target,
    senderPlatformID: 2, content: {content: text}, contentType: 101});
}

export const OPENIM_FIXTURES = {
  'nobody': async () => {},
  'one user': (server, scope) => people(server, scope, ['ann']),
  'two people': (server, scope) => people(server, scope, ['ann', 'bob']),
  'three people': (server, scope) => people(server, scope, ['ann', 'bob', 'cat']),
  'stranger': (server, scope) => people(server, scope, ['sam']),
  'two friends': async (server, scope) => {
    await people(server, scope, ['ann', 'bob']);
    await mustOpenim(server.openim, '/friend/import_friend', scope.admin.token,
        {ownerUserID: scope.ann.id, friendUserIDs: [scope.bob.id]});
  },
  // ann wrote "one", bob "two", ann "three".
  'direct chat': async (server, scope) => {
    await people(server, scope, ['ann', 'bob']);
    const {admin, ann, bob} = scope;
    await sayOpenim(server, admin, ann, bob, 'one');
    await sayOpenim(server, admin, bob, ann, 'two');
    await sayOpenim(server, admin, ann, bob, 'three');
    scope.chat = chatName(ann, bob);
  },
  // rae speaks RuoYi-IM: ann wrote "one", rae "two", whose id there is {said}.
  'chat with ruoyi': async (server, scope) => {
    await people(server, scope, ['ann']);
    scope.rae = {...await person(server.http, 'rae', scope.uniq), dialect: 'ruoyi'};
    await sayOpenim(server, scope.admin, scope.ann, scope.rae, 'one');
    const [dm] = await must(server.http, 'GET', '/conversation/list', scope.rae.token);
    scope.dm = dm.id;
    scope.said = await must(server.http, 'POST', '/message/send', scope.rae.token,
        {conversationId: dm.id, type: 'TEXT', content: 'two'});
    scope.chat = chatName(scope.ann, scope.rae);
  },
  'group of three': async (server, scope) => {
    await people(server, scope, ['ann', 'bob', 'cat']);
    const name = `Group ${scope.uniq}`;
    const {groupInfo} = await mustOpenim(server.openim, '/group/create_group', scope.ann.token,
        {ownerUserID: scope.ann.id, memberUserIDs: [scope.bob.id, scope.cat.id],
          groupInfo: {groupName: name, groupType: 2}});
    scope.group = {id: groupInfo.groupID, name};
  },
};

// What each block of an OpenIM script starts from.
export async function openimScope(server, scope) {
  scope.secret = secretOf(server);
  scope.admin = await openimAdmin(server);
}
