// The matrix of rights for the rows of IM Chat: every row × every kind of caller × their own, a
// missing and a foreign object. Refusals change nothing, so they share one world; who may, gets a
// world of their own with what the example of the row names.
import {imchatAdmin, imchatFriends, imchatLogin, imchatPerson, mustImchat}
  from '../lib/imchat.mjs';
import {timeText} from '../lib/day.mjs';
import {openimAdmin, openimPeople} from '../lib/openim.mjs';
import {eachOf, until} from '../lib/report.mjs';
import {ADMIN_PASSWORD} from '../lib/server.mjs';
import {person as ruoyiPerson, unique} from '../lib/world.mjs';
import {IMCHAT_CALLERS, IMCHAT_OBJECTS, imchatCode, imchatExample, imchatOutcomes,
  imchatSubject}
  from './imchat_expect.mjs';
import {buildRequest} from './suite.mjs';
import {fillExample} from './world.mjs';

const ROWS_AT_ONCE = 6;
const PAST_TOKEN_LIFE_MS = 31 * 60_000;
const MISSING = 999_999_999_999;
const NO_UUID = '00000000-0000-4000-8000-000000000000';
const UUIDS = new Set(['packet', 'call', 'outcall', 'groupcall', 'hosted']);
const SCOPES = {call: 'private', outcall: 'private', groupcall: 'group', hosted: 'group'};
const BEGIN = 4;
// A time still to come, for the clock of the server was moved by months; at most a year is taken.
const AHEAD_MS = 300 * 24 * 3_600_000;
export const SERVICE_KEY = 'the key of the service';

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
  'packet.mine': [[], async ({me}, ask, made, office) => {
    await enrich(ask, me, office);
    return sendPacket(ask, me, made('group.mine'));
  }],
  'packet.foreign': [['foreign'], async ({foreign}, ask, made, office) => {
    await enrich(ask, foreign, office);
    return sendPacket(ask, foreign, made('group.foreign'));
  }],
  'share.mine': [[], ({me}, ask, made, office) => ask('POST', '/red/packet/hand/out', office,
      {userId: me.id, total: 10, count: 10})],
  'recharge.mine': [[], async ({me}, ask, made, office) => {
    await ask('POST', '/user/recharge', me.token, {amount: 5, payType: 'bank'});
    return lastOrder(ask, 'userRecharge', me, office);
  }],
  'withdrawal.mine': [[], ({me}, ask, made, office) => withdraw(ask, me, office)],
  'approved.mine': [[], async ({me}, ask, made, office) => {
    const id = await withdraw(ask, me, office);
    await ask('PUT', '/im/userWithdrawal/audit', office, {id, pass: true});
    return id;
  }],
  'call.mine': [['peer'], ({me, peer}, ask) => callPrivate(ask, peer, me)],
  'outcall.mine': [['peer'], ({me, peer}, ask) => callPrivate(ask, me, peer)],
  'call.foreign': [['foreign', 'friend'], ({foreign, friend}, ask) =>
    callPrivate(ask, friend, foreign)],
  'groupcall.mine': [['peer'], ({peer}, ask, made) => callGroup(ask, peer, made('group.mine'))],
  'hosted.mine': [['peer'], ({me}, ask, made) => callGroup(ask, me, made('group.mine'))],
  'groupcall.foreign': [['foreign'], ({foreign}, ask, made) =>
    callGroup(ask, foreign, made('group.foreign'))],
  'upload.name': [[], async ({me}, ask, made, office, server) =>
    (await upload(server, me)).split('?')[0].split('/').at(-1)],
  'upload.url': [[], ({me}, ask, made, office, server) => upload(server, me)],
  'complaint.mine': [['peer'], async ({me, peer}, ask) => (await ask('POST', '/complaint/submit',
      me.token, {targetType: 1, targetId: peer.id, reason: 'spam'})).id],
  'word.mine': [[], async (_, ask, __, office) => (await ask('POST', '/im/sensitiveWord',
      office, {content: `word ${unique()}`})).id],
  'notice.mine': [[], (_, ask, __, office) => writeNotice(ask, office)],
  'pushtask.mine': [[], async ({me}, ask, _, office) => (await ask('POST', '/im/smPushTask', office,
      {messageId: await writeNotice(ask, office), sendTime: ahead(), recvIds: [me.id]})).id],
  'news.mine': [[], ({me}, ask, _, office) => tell(ask, office, me)],
  'news.foreign': [['foreign'], ({foreign}, ask, _, office) => tell(ask, office, foreign)],
};
// What must be made before it.
const BEFORE = {'groupmessage.mine': ['group.mine'], 'groupmessage.foreign': ['group.foreign'],
  'packet.mine': ['group.mine'], 'packet.foreign': ['group.foreign'],
  'groupcall.mine': ['group.mine'], 'hosted.mine': ['group.mine'],
  'groupcall.foreign': ['group.foreign']};
// Nobody is in two calls, and they end by themselves: they are made where they are needed.
const CALLS = /^(call|outcall|groupcall|hosted)\./;
const TRADE = '246813';
// What a row that may be called needs besides: money, or people in a call.
const PREPARED = {
  '/user/withdraw': ({me}, ask, office) => enrich(ask, me, office),
  '/user/buyVip': ({me}, ask, office) => enrich(ask, me, office),
  '/user/purchaseVip': ({me}, ask, office) => enrich(ask, me, office),
  '/redPackage/send': ({me}, ask, office) => enrich(ask, me, office),
  '/redPackage/handout': ({me}, ask, office) => enrich(ask, me, office),
  ...Object.fromEntries(['handup', 'device', 'heartbeat', 'offer', 'answer', 'candidate', 'invite']
      .map((verb) => [`/webrtc/group/${verb}`, ({me}, ask, office, {groupcall}) =>
        ask('POST', '/webrtc/group/accept', me.token, {callId: groupcall.mine})])),
};
const FRIENDS = [['me', 'peer'], ['foreign', 'friend']];

const writeNotice = async (ask, office) => (await ask('POST', '/im/systemMessage', office,
    {title: 'Tonight', richText: 'x'})).id;
const ahead = () => timeText(Date.now() + AHEAD_MS);
// A notice that was sent to somebody.
async function tell(ask, office, who) {
  const messageId = await writeNotice(ask, office);
  await ask('POST', '/im/smPushTask', office, {messageId, recvIds: [who.id]});
  await until(async () => (await ask('GET', '/message/system/pullOfflineMessage', who.token))
      .some(({id}) => id === messageId), 'the notice is sent');
  return messageId;
}
const write = async (ask, from, to) => (await ask('POST', '/message/private/send', from.token,
    {receiverId: to.id, content: 'hi', messageType: 1})).id;
const writeGroup = async (ask, from, groupId) => (await ask('POST', '/message/group/send',
    from.token, {groupId, content: 'hi', messageType: 1})).id;
async function enrich(ask, who, office) {
  await ask('PUT', '/setTradePwd', who.token, {tradePassword: TRADE});
  await ask('POST', '/im/user/modifyAsset', office,
      {userId: who.id, amount: 1000, transferFlag: 1, remark: 'test'});
}
const sendPacket = async (ask, who, groupId) => (await ask('POST', '/redPackage/send', who.token,
    {receiverType: 1, receiverId: groupId, totalAmount: 1, totalCount: 2, redPacketType: 2,
      tradePassword: TRADE})).redPacketId;
const lastOrder = async (ask, kind, who, office) => (await ask('GET',
    `/im/${kind}/list?userId=${who.id}`, office)).records[0].id;
async function withdraw(ask, who, office) {
  await enrich(ask, who, office);
  await ask('POST', '/user/withdraw', who.token,
      {amount: 5, toAddress: '0x1', tradePassword: TRADE});
  return lastOrder(ask, 'userWithdrawal', who, office);
}
const callPrivate = async (ask, from, to) => (await ask('POST', '/webrtc/private/setup',
    from.token, {friendId: to.id, mode: 1})).callId;
const callGroup = async (ask, from, groupId) => (await ask('POST', '/webrtc/group/setup',
    from.token, {groupId, mode: 1})).callId;

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
export async function buildWorld(server, names, office) {
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
    values[what].missing = UUIDS.has(what) ? NO_UUID : MISSING;
    if (made[name] !== undefined) values[what][state] = made[name];
  }
  return {people, values};
}

const PLACEHOLDER = /\{([a-z.]+)\}/g;
export const placeholders = (row) => [...JSON.stringify(imchatExample(row) ?? {})
    .matchAll(PLACEHOLDER)].map(([, name]) => name);

// Everybody signs in again, with what is theirs by then.
async function tokensOf(server, {people}) {
  const fresh = async (p, terminal = 0) => (await imchatLogin(server.imchat, p.name, terminal));
  const {me, foreign, peer, left, friend} = people;
  const office = (await imchatAdmin(server.imchat)).token;
  const signedOut = (await imchatAdmin(server.imchat)).token;
  await mustImchat(server.imchat, 'POST', '/auth/logout', signedOut);
  const closed = await imchatPerson(server.imchat, 'gone');
  await mustImchat(server.imchat, 'DELETE', '/unregister', closed.token);
  const shut = await imchatPerson(server.imchat, 'shut');
  await mustImchat(server.imchat, 'PUT', '/im/user/ban', office, {userId: shut.id});
  const mine = await fresh(me);
  const [theirs, member, former, friends] = await Promise.all([foreign, peer, left, friend].map(
      (p) => fresh(p)));
  return {none: null, garbage: 'garbage', expired: me.token, refresh: mine.refresh,
    openim: (await openimPeople(server, await openimAdmin(server), ['oli'], unique())).oli.token,
    ruoyi: (await ruoyiPerson(server.http, 'rae')).token, ended: closed.token, signedOut,
    banned: shut.token, boss: (await imchatLogin(server.imchat, 'admin', 0,
        ADMIN_PASSWORD)).token, foreign: theirs.token, member: member.token, left: former.token,
    friend: friends.token,
    me: mine.token, office, service: SERVICE_KEY};
}

// The example about an object in that state.
export function imchatFields(row, world, object) {
  const subject = imchatSubject(row);
  const text = JSON.stringify(imchatExample(row));
  const about = subject && object !== 'mine'
    ? text.replaceAll(`{${subject}}`, `{${subject.split('.')[0]}.${object}}`) : text;
  return fillExample(JSON.parse(about), world, null, 'mine');
}

function requestOf(row, fields) {
  const {method} = row;
  return {...buildRequest({...row, method: method === 'GET' ? method : 'POST'}, fields), method};
}

// Calls a row with its example, about an object in that state: {json, text, status, said}.
export async function callFor(server, row, world, token, object) {
  const {method, path, body, type} = requestOf(row, imchatFields(row, world, object));
  const headers = {...(token && {Authorization: `Bearer ${token}`}), ...(type && {'Content-Type':
      type})};
  const answer = type ? await server.imchat.request(method, path, {headers, body})
    : await server.imchat.call(method, path, token, body);
  const {status, text} = answer;
  // A row that answers with a file has no envelope when all is well.
  const json = row.binary && status === 200 && !answer.json ? {code: 200} : answer.json;
  return {json, text, status, said: `${method} ${path} ${type ? '' : JSON.stringify(body)}`};
}

async function checkCase(server, row, world, token, {caller, object, code}) {
  const {json, text, status, said} = await callFor(server, row, world, token, object);
  if (json?.code !== code) {
    throw new Error(`${said} as ${caller}, object ${object}: wanted code ${code}, got ${status} ` +
        text.slice(0, 300));
  }
}

// Those who may come last, so that a refusal that changes something is seen.
function casesOf(row) {
  return IMCHAT_CALLERS.flatMap((caller) => IMCHAT_OBJECTS.map((object) =>
    ({caller, object, code: imchatCode(row, caller, object)}))).filter((c) => c.code !== null);
}

export const aboutCall = (row) => placeholders(row).some((name) => CALLS.test(name));
// Whether a case has a world of its own.
const apart = (row, c) => c.code === 200 && c.object === 'mine' &&
    (row.mode === 'write' || aboutCall(row));

// Everybody leaves the calls of a world.
async function endCalls(server, people, values) {
  for (const {token} of Object.values(people)) {
    for (const [kind, scope] of Object.entries(SCOPES)) {
      for (const state of ['mine', 'foreign']) {
        const callId = values[kind][state];
        if (callId) await server.imchat.call('POST', `/webrtc/${scope}/handup`, token, {callId});
      }
    }
  }
}

// New calls in the shared world, of the sort that this row is about.
export async function renewCalls(server, row, {people, tokens, values}) {
  const now = {me: 'me', peer: 'member', foreign: 'foreign', friend: 'friend'};
  const all = Object.fromEntries(Object.entries(now).map(([name, token]) =>
    [name, {...people[name], token: tokens[token]}]));
  await endCalls(server, all, values);
  const ask = (...words) => mustImchat(server.imchat, ...words);
  const made = (name) => name.split('.').reduce((at, key) => at[key], values);
  const [kind, same] = row.path.includes('/group/') ? ['groupcall', 'hosted'] : ['call', 'outcall'];
  for (const state of ['mine', 'foreign']) {
    values[kind][state] = await MAKERS[`${kind}.${state}`][1](all, ask, made);
    values[same][state] = values[kind][state];
  }
}

// The world of those who may, for calls: the same people each time, in a new call.
async function callWorld(server, row, shared) {
  shared.apart ??= await buildWorld(server, ['group.mine', 'contact.mine'], shared.tokens.office);
  const {people, values} = shared.apart;
  await endCalls(server, people, values);
  const ask = (...words) => mustImchat(server.imchat, ...words);
  for (const name of placeholders(row).filter((n) => CALLS.test(n))) {
    const [kind, state] = name.split('.');
    values[kind][state] = await MAKERS[name][1](people, ask, () => values.group.mine);
  }
  return shared.apart;
}

// The shared world, with everybody's tokens; moves the clock past the life of the first ones.
export async function imchatCast(server) {
  const office = (await imchatAdmin(server.imchat)).token;
  const world = await buildWorld(server, Object.keys(MAKERS).filter((n) => !CALLS.test(n)), office);
  await server.advanceClock(PAST_TOKEN_LIFE_MS);
  world.tokens = await tokensOf(server, world);
  return world;
}

export async function checkImchat(server, all, shared, {report, suite, only}) {
  const rows = all.filter((r) => r.dialect === 'imchat' && r.method !== 'FRAME' &&
      `imchat ${r.method} ${r.path}`.includes(only));
  const check = async (row) => {
    const title = `imchat ${row.method} ${row.path}`;
    const known = row.example && (row.auth === 'none' || imchatOutcomes(row));
    await report.test(suite, `${title} is expected`, async () => {
      if (!known) throw new Error('a row must have an example, and imchat_expect.mjs must know it');
    });
    if (!known) return;
    if (aboutCall(row)) await renewCalls(server, row, shared);
    for (const c of casesOf(row)) {
      await report.test(suite, `${title} ${c.caller}/${c.object}`, async () => {
        let world = shared;
        let token = shared.tokens[c.caller];
        if (apart(row, c)) {
          world = aboutCall(row) ? await callWorld(server, row, shared)
            : await buildWorld(server, placeholders(row), shared.tokens.office);
          const ask = (...words) => mustImchat(server.imchat, ...words);
          await PREPARED[row.path]?.(world.people, ask, shared.tokens.office, world.values);
          if (c.caller === 'me') ({token} = world.people.me);
          // An office that is signed out is that of this case alone.
          if (c.caller === 'office') ({token} = await imchatAdmin(server.imchat));
        }
        await checkCase(server, row, world, token, c);
      });
    }
  };
  // The calls of the shared world are one row's at a time.
  await eachOf(rows.filter((row) => !aboutCall(row)), ROWS_AT_ONCE, check);
  await eachOf(rows.filter(aboutCall), 1, check);
}
