// The matrix of rights for the rows of IM Chat: every row × every kind of caller × his own, a
// missing and a foreign object. Refusals change nothing, so they share one world; who may, gets a
// world of his own with what the example of the row names.
import {imchatAdmin, imchatFriends, imchatLogin, imchatPerson, mustImchat}
  from '../lib/imchat.mjs';
import {openimAdmin, openimPeople} from '../lib/openim.mjs';
import {eachOf} from '../lib/report.mjs';
import {ADMIN_PASSWORD} from '../lib/server.mjs';
import {person as ruoyiPerson, unique} from '../lib/world.mjs';
import {IMCHAT_CALLERS, IMCHAT_OBJECTS, imchatCode, imchatOutcomes, imchatSubject}
  from './imchat_expect.mjs';
import {buildRequest} from './suite.mjs';
import {fillExample} from './world.mjs';

const ROWS_AT_ONCE = 6;
const PAST_TOKEN_LIFE_MS = 31 * 60_000;
const MISSING = 999_999_999_999;
const BEGIN = 4;

// What a world has, by the placeholder: who is needed for it, and how it is made.
const MAKERS = {
  'user.peer': [['peer'], ({peer}) => peer.id],
  'user.stranger': [['stranger'], ({stranger}) => stranger.id],
  'user.mine': [[], ({me}) => me.id],
  'contact.mine': [['peer'], ({peer}) => peer.id],
  'contact.foreign': [['foreign'], ({foreign}) => foreign.id],
  'group.mine': [['peer', 'left'], async ({me, peer, left}, ask) => {
    const {id} = await ask('POST', '/group/create', me.token,
        {groupName: 'mine', memberIds: [peer.id]});
    await ask('POST', `/group/join/${id}`, left.token);
    await ask('DELETE', '/group/members/remove', me.token, {groupId: id, memberIds: [left.id]});
    return id;
  }],
  'group.foreign': [['foreign'], async ({foreign}, ask) =>
    (await ask('POST', '/group/create', foreign.token, {groupName: 'theirs'})).id],
  'message.mine': [['peer'], ({me, peer}, ask) => write(ask, me, peer)],
  'message.foreign': [['foreign', 'friend'], ({foreign, friend}, ask) =>
    write(ask, foreign, friend)],
  'groupmessage.mine': [[], ({me}, ask, made) => writeGroup(ask, me, made('group.mine'))],
  'groupmessage.foreign': [['foreign'], ({foreign}, ask, made) =>
    writeGroup(ask, foreign, made('group.foreign'))],
  'request.mine': [['applicant'], ({me, applicant}, ask) => apply(ask, applicant, me)],
  'request.foreign': [['foreign', 'applicant'], ({foreign, applicant}, ask) =>
    apply(ask, applicant, foreign)],
  'request.sent': [['stranger'], ({me, stranger}, ask) => apply(ask, me, stranger)],
  'upload.name': [[], async ({me}, ask, made, office, server) =>
    (await upload(server, me)).split('/').at(-1)],
  'upload.url': [[], ({me}, ask, made, office, server) => upload(server, me)],
  'complaint.mine': [['peer'], async ({me, peer}, ask) => (await ask('POST', '/complaint/submit',
      me.token, {targetType: 1, targetId: peer.id, reason: 'spam'})).id],
  'word.mine': [[], async (_, ask, __, office) => (await ask('POST', '/im/sensitiveWord',
      office, {content: `word ${unique()}`})).id],
};
// What must be made before it.
const BEFORE = {'groupmessage.mine': ['group.mine'], 'groupmessage.foreign': ['group.foreign']};
const FRIENDS = [['me', 'peer'], ['foreign', 'friend']];

const write = async (ask, from, to) => (await ask('POST', '/message/private/send', from.token,
    {receiverId: to.id, content: 'hi', messageType: 1})).id;
const writeGroup = async (ask, from, groupId) => (await ask('POST', '/message/group/send',
    from.token, {groupId, content: 'hi', messageType: 1})).id;
// The link of a picture of somebody's.
async function upload(server, who) {
  const {path, body, type} = buildRequest({method: 'POST', path: '/file/upload', files: 'file'},
      {type: 'image'});
  const {json} = await server.imchat.request('POST', path,
      {headers: {'Authorization': `Bearer ${who.token}`, 'Content-Type': type}, body});
  return json.data.url;
}
const apply = async (ask, from, to) => (await ask('POST', '/friend/request/apply', from.token,
    {friendId: to.id})).id;

// Makes what `names` name, and the people for it.
async function buildWorld(server, names, office) {
  const uniq = unique();
  const all = [...new Set([...names.flatMap((n) => BEFORE[n] ?? []), ...names])]
      .filter((n) => MAKERS[n]);
  const needed = new Set(['me', ...all.flatMap((n) => MAKERS[n][0])]);
  const people = {};
  await Promise.all([...needed].map(async (n) => {
    people[n] = await imchatPerson(server.imchat, n.slice(0, BEGIN), uniq);
  }));
  for (const [a, b] of FRIENDS) {
    if (people[a] && people[b]) await imchatFriends(server.imchat, people[a], people[b]);
  }
  const made = {};
  const ask = (...words) => mustImchat(server.imchat, ...words);
  for (const name of all) {
    made[name] = await MAKERS[name][1](people, ask, (n) => made[n], office, server);
  }
  const {me} = people;
  const values = {
    unique: uniq,
    name: {me: me.name, admin: 'admin', get new() { return `n${unique()}`; }},
    word: {get new() { return `word ${unique()}`; }},
    password: {me: me.password, admin: ADMIN_PASSWORD},
    refresh: {me: me.refresh},
  };
  for (const name of Object.keys(MAKERS)) {
    const [what, state] = name.split('.');
    values[what] ??= {};
    values[what].missing = MISSING;
    if (made[name] !== undefined) values[what][state] = made[name];
  }
  return {people, values};
}

const placeholders = (row) => [...JSON.stringify(row.example ?? {}).matchAll(/\{([a-z.]+)\}/g)]
    .map(([, name]) => name);

// Everybody signs in again, with what is his by then.
async function tokensOf(server, {people}) {
  const fresh = async (p, terminal = 0) => (await imchatLogin(server.imchat, p.name, terminal));
  const {me, foreign, peer, left} = people;
  const office = (await imchatAdmin(server.imchat)).token;
  const signedOut = (await imchatAdmin(server.imchat)).token;
  await mustImchat(server.imchat, 'POST', '/auth/logout', signedOut);
  const closed = await imchatPerson(server.imchat, 'gone');
  await mustImchat(server.imchat, 'DELETE', '/unregister', closed.token);
  const shut = await imchatPerson(server.imchat, 'shut');
  await mustImchat(server.imchat, 'PUT', '/im/user/ban', office, {userId: shut.id});
  const mine = await fresh(me);
  const [theirs, member, former] = await Promise.all([foreign, peer, left].map((p) => fresh(p)));
  return {none: null, garbage: 'garbage', expired: me.token, refresh: mine.refresh,
    openim: (await openimPeople(server, await openimAdmin(server), ['oli'], unique())).oli.token,
    ruoyi: (await ruoyiPerson(server.http, 'rae')).token, ended: closed.token, signedOut,
    banned: shut.token, boss: (await imchatLogin(server.imchat, 'admin', 0,
        ADMIN_PASSWORD)).token, foreign: theirs.token, member: member.token, left: former.token,
    me: mine.token, office};
}

// The example about an object in that state.
export function imchatFields(row, world, object) {
  const subject = imchatSubject(row);
  const text = JSON.stringify(row.example);
  const about = subject && object !== 'mine'
    ? text.replaceAll(`{${subject}}`, `{${subject.split('.')[0]}.${object}}`) : text;
  return fillExample(JSON.parse(about), world, null, 'mine');
}

function requestOf(row, fields) {
  const {method} = row;
  return {...buildRequest({...row, method: method === 'GET' ? method : 'POST'}, fields), method};
}

async function checkCase(server, row, world, token, {caller, object, code}) {
  const {method, path, body, type} = requestOf(row, imchatFields(row, world, object));
  const headers = {...(token && {Authorization: `Bearer ${token}`}), ...(type && {'Content-Type':
      type})};
  const answer = type ? await server.imchat.request(method, path, {headers, body})
    : await server.imchat.call(method, path, token, body);
  const {status, text} = answer;
  // A row that answers with a file has no envelope when all is well.
  const json = row.binary && status === 200 && !answer.json ? {code: 200} : answer.json;
  if (json?.code !== code) {
    throw new Error(`${method} ${path} ${type ? '' : JSON.stringify(body)} as ${caller}, object ` +
        `${object}: wanted code ${code}, got ${status} ${text.slice(0, 300)}`);
  }
}

// Those who may come last, so that a refusal that changes something is seen.
function casesOf(row) {
  return IMCHAT_CALLERS.flatMap((caller) => IMCHAT_OBJECTS.map((object) =>
    ({caller, object, code: imchatCode(row, caller, object)}))).filter((c) => c.code !== null);
}

const changes = (row, c) => row.mode === 'write' && c.object === 'mine' && c.code === 200;

// The shared world, with everybody's tokens; moves the clock past the life of the first ones.
export async function imchatCast(server) {
  const office = (await imchatAdmin(server.imchat)).token;
  const world = await buildWorld(server, Object.keys(MAKERS), office);
  await server.advanceClock(PAST_TOKEN_LIFE_MS);
  world.tokens = await tokensOf(server, world);
  return world;
}

export async function checkImchat(server, all, shared, {report, suite, only}) {
  const rows = all.filter((r) => r.dialect === 'imchat' && r.method !== 'FRAME' &&
      `imchat ${r.method} ${r.path}`.includes(only));
  await eachOf(rows, ROWS_AT_ONCE, async (row) => {
    const title = `imchat ${row.method} ${row.path}`;
    const known = row.example && (row.auth === 'none' || imchatOutcomes(row));
    await report.test(suite, `${title} is expected`, async () => {
      if (!known) throw new Error('a row must have an example, and imchat_expect.mjs must know it');
    });
    if (!known) return;
    for (const c of casesOf(row)) {
      await report.test(suite, `${title} ${c.caller}/${c.object}`, async () => {
        let world = shared;
        let token = shared.tokens[c.caller];
        if (changes(row, c)) {
          world = await buildWorld(server, placeholders(row), shared.tokens.office);
          if (c.caller === 'me') ({token} = world.people.me);
          // An office that is signed out is that of this case alone.
          if (c.caller === 'office') ({token} = await imchatAdmin(server.imchat));
        }
        await checkCase(server, row, world, token, c);
      });
    }
  });
}
