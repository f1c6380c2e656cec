// The matrix of rights for the rows of OpenIM. Their rows name the user they act for (door "self")
// or a group; administrators may act for everybody and in every group.
import {
  chatName, mustOpenim, openimAdmin, openimPeople, openimToken, secretOf,
} from '../lib/openim.mjs';
import {initiate, md5, PART, postForm, putPart, uploadObject} from '../lib/openim_object.mjs';
import {eachOf} from '../lib/report.mjs';
import {unique} from '../lib/world.mjs';
import {openimExceptionFor} from './exceptions.mjs';
import {fillExample} from './world.mjs';

const ROWS_AT_ONCE = 6;
const PAST_TOKEN_LIFE_MS = 91 * 24 * 3_600_000;
const MISSING = 'nobody_at_all';
// What belongs to who made it: uploads, of two sorts, also to no administrator.
const FILES = ['object', 'upload', 'form'];
const TOKENS = ['none', 'garbage', 'expired', 'loggedOut', 'foreign', 'me', 'admin'];
const OBJECTS = ['mine', 'missing', 'foreign'];

// me is peer's friend and owns group.mine, where peer is too;
// applicant asked to become one and to come into the group, and something is kept with them.
export async function buildOpenimWorld(server) {
  const uniq = unique();
  const admin = await openimAdmin(server);
  const names = ['me', 'peer', 'foreign', 'friend', 'stranger', 'applicant'];
  const people = await openimPeople(server, admin, names, uniq);
  const user = Object.fromEntries(names.map((n) => [n, people[n].id]));
  const must = (path, value) => mustOpenim(server.openim, path, admin.token, value);
  await must('/friend/import_friend', {ownerUserID: user.me, friendUserIDs: [user.peer]});
  for (const uuid of ['kept', 'dropped']) {
    await must('/user/process_user_command_add', {userID: user.me, type: 7, uuid});
  }
  const makeGroup = async (ownerUserID, memberUserIDs) => (await must('/group/create_group', {
    ownerUserID, memberUserIDs, groupInfo: {groupName: 'G', groupType: 2}})).groupInfo.groupID;
  const group = {mine: await makeGroup(user.me, [user.peer]), missing: MISSING,
    foreign: await makeGroup(user.foreign, [user.friend]), other: await makeGroup(user.friend, [])};
  await must('/group/join_group',
      {groupID: group.mine, inviterUserID: user.applicant, joinSource: 3, reqMessage: 'please'});
  // "me" wrote to "peer": message 1.
  await must('/msg/send_msg', {sendID: user.me, recvID: user.peer, content: {content: 'hi'},
    contentType: 101, sessionType: 1});
  const chat = {mine: chatName(people.me, people.peer)};
  const key = {group: Buffer.from(JSON.stringify({groupID: group.mine})).toString('base64')};
  const account = `news_${uniq}`;
  await must('/user/add_notification_account',
      {userID: account, nickName: 'News', appMangerLevel: 3});
  Object.assign(user, {mine: user.me, missing: MISSING, account});
  return {people, values: {user, group, chat, key, unique: uniq, secret: secretOf(server),
    token: {me: people.me.token}, handle: {get new() { return `new_${unique()}`; }}}};
}

const PART_ONE = Buffer.alloc(PART, 1);
const PART_TWO = Buffer.from('the rest');

// An object of somebody, and uploads that lack nothing but their end.
async function makeFiles(server, who) {
  const object = `${who.id}/a.txt`;
  await uploadObject(server, who, object, Buffer.from(who.id));
  const {upload} = await initiate(server, who, `${who.id}/parts.bin`,
      Buffer.concat([PART_ONE, PART_TWO]));
  await putPart(server, upload.sign.parts[0].url, PART_ONE);
  await putPart(server, upload.sign.parts[1].url, PART_TWO);
  const form = await mustOpenim(server.openim, '/object/initiate_form_data', who.token,
      {name: `${who.id}/form.bin`, size: 4});
  const {status, text} = await postForm(server, form.url, Buffer.from('form'));
  if (status !== 200) throw new Error(`a form answered ${status} ${text}`);
  return {object, upload: upload.uploadID, form: form.id};
}

// Uploads do not live as long as tokens, so they are made after the clock was moved.
async function addFiles(server, world) {
  const {people, tokens, values} = world;
  const made = {};
  for (const who of ['me', 'foreign']) {
    made[who] = await makeFiles(server, {id: people[who].id, token: tokens[who]});
  }
  for (const name of FILES) {
    values[name] = {mine: made.me[name], foreign: made.foreign[name], missing: MISSING};
  }
  values.part = {one: md5(PART_ONE), two: md5(PART_TWO)};
}

// After the clock was moved past the life of tokens: those made before are the expired ones.
async function renewTokens(server, world) {
  const {people} = world;
  const admin = await openimAdmin(server);
  const tokens = {none: null, garbage: 'garbage', expired: people.me.token, admin: admin.token};
  for (const name of ['me', 'foreign']) {
    tokens[name] = await openimToken(server, admin, people[name].id);
  }
  tokens.loggedOut = await openimToken(server, admin, people.me.id, 9);
  await mustOpenim(server.openim, '/auth/force_logout', admin.token,
      {platformID: 9, userID: people.me.id});
  // Requests end too.
  await mustOpenim(server.openim, '/friend/add_friend', admin.token,
      {fromUserID: people.applicant.id, toUserID: people.me.id});
  world.values.token.me = tokens.me;
  world.tokens = tokens;
}

// What a call of this row is about: the user it acts for, a group, or null.
export function openimKind(row) {
  if (!row.door?.kind) return null;
  if (row.door.kind === 'self') return 'user';
  if (FILES.includes(row.door.kind)) return row.door.kind;
  if (row.door.kind.startsWith('group_')) return 'group';
  throw new Error(`unknown kind of door '${row.door.kind}'`);
}

const REFUSED = {none: 1001, garbage: 1503, expired: 1501, loggedOut: 1506};

// The code that must come, or null where the row promises nothing for this case.
export function openimCode(row, token, object) {
  const open = row.auth === 'none';
  // Such rows answer as HTTP does.
  if (row.binary && (open || !REFUSED[token])) return null;
  if (REFUSED[token]) return open ? null : REFUSED[token];
  const kind = openimKind(row);
  if (token === 'admin' && ['upload', 'form'].includes(kind)) return 1004;
  if (token === 'admin') return {mine: 0, missing: kind ? 1004 : null, foreign: null}[object];
  if (row.auth === 'admin') return 1002;
  const refused = kind === 'user' || kind === null ? 1002 : 1004;
  if (token === 'me') return object === 'mine' ? 0 : refused;
  // To a stranger what is mine is foreign, and what is foreign to me is their own.
  if (!kind || object === 'foreign') return null;
  return refused;
}

// All refusals before all successes: a row that changes its object must not spoil the others.
function casesOf(row) {
  const objects = openimKind(row) ? OBJECTS : ['mine'];
  const cases = TOKENS.flatMap((token) => objects.map((object) => ({token, object})));
  const last = (c) => (['me', 'admin'].includes(c.token) && c.object === 'mine' ? 1 : 0);
  return cases.sort((a, b) => last(a) - last(b));
}

async function checkCase(server, row, world, {token, object}) {
  const exception = openimExceptionFor(row, token, object);
  const code = exception ? exception.code : openimCode(row, token, object);
  if (code === null) return false;
  const fields = fillExample(row.example, world, openimKind(row), object);
  const answer = await server.openim.call(row.method, row.path, world.tokens[token], fields);
  const {status, json, text} = answer;
  if (status !== 200 || json?.errCode !== code) {
    throw new Error(`${row.path} ${JSON.stringify(fields)} as ${token}, object ${object}: wanted ` +
        `errCode ${code}${exception ? ` (${exception.reason})` : ''}, got ${status} ` +
        text.slice(0, 300));
  }
  return true;
}

export async function checkOpenim(server, all, {report, suite, only}) {
  const rows = all.filter((r) => r.dialect === 'openim' && r.method !== 'FRAME' &&
      `${r.method} ${r.path}`.includes(only));
  // Each row that writes in a world of its own, and two of them for the two who may.
  const worlds = new Map();
  await eachOf(rows, ROWS_AT_ONCE, async (row) => {
    worlds.set(row, [await buildOpenimWorld(server), await buildOpenimWorld(server)]);
  });
  await server.advanceClock(PAST_TOKEN_LIFE_MS);
  await eachOf([...worlds.values()].flat(), ROWS_AT_ONCE, (w) => renewTokens(server, w));
  const ofFiles = rows.filter((r) => FILES.includes(openimKind(r)));
  await eachOf(ofFiles.flatMap((r) => worlds.get(r)), 1, (w) => addFiles(server, w));
  await eachOf(rows, ROWS_AT_ONCE, async (row) => {
    for (const c of casesOf(row)) {
      const start = performance.now();
      const name = `openim ${row.method} ${row.path} ${c.token}/${c.object}`;
      const world = worlds.get(row)[c.token === 'admin' ? 1 : 0];
      try {
        if (await checkCase(server, row, world, c)) {
          report.add(suite, name, performance.now() - start, null);
        }
      } catch (e) {
        report.add(suite, name, performance.now() - start, e.message);
      }
    }
  });
}
