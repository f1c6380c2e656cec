// The world that examples of rows speak of: {user.me}, {conversation.foreign} …
//
//   me       calls; owner of their group, friend of peer
//   peer     friend of me, member of group.mine
//   foreign  a stranger to me with a conversation, a group and a friend of their own
//   open     a group of foreign's that everybody may come into
//   removed  was a member of group.mine
//   stranger nobody's contact
//   new      a name that nobody has (another one each time)
//   missing  a number that nothing has
import {once} from 'node:events';
import WebSocket from 'ws';
import {dayText, timeText} from '../lib/day.mjs';
import {administrator, befriend, directChat, group, login, must, person, setEnabled, unique,
  upload}
  from '../lib/world.mjs';
import {approvals} from './world_approval.mjs';

// What lies in group.mine, so that `removed` had it too.
const IN_MY_GROUP = new Set(['file', 'groupfile']);
const MISSING = 999_999_999_999;
// A PNG of one pixel.
export const SMALLEST_PICTURE = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQV' +
    'R42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

async function trouble(work) {
  try {
    await work();
    return null;
  } catch (e) {
    return e.message;
  }
}

// Makes people and objects. `impossible` names the states that the server cannot be brought into.
// bookedInMs: when the meetings begin.
// `withApps`: applications of the workbench too, of which a server has room for some hundreds.
export async function buildWorld(http, {bookedInMs = BOOKED_MS, withApps = true} = {}) {
  const uniq = unique();
  const names = ['me', 'peer', 'foreign', 'friend', 'removed', 'applicant', 'target',
    'stranger', 'signedout'];
  const people = {};
  await Promise.all(names.map(async (n) => {
    people[n] = await person(http, n.slice(0, 3) + n.at(-1), uniq);
  }));
  const {me, peer, foreign, friend, removed, applicant, target, signedout} = people;
  await befriend(http, me, peer);
  await befriend(http, foreign, friend);
  const mine = await group(http, me, [peer, removed], `Mine ${uniq}`);
  const theirs = await group(http, foreign, [friend], `Theirs ${uniq}`);
  const open = await must(http, 'POST', '/group/create', foreign.token,
      {name: `Open ${uniq}`, type: 'PUBLIC', memberIds: [friend.id]});
  const direct = await directChat(http, me, peer);
  const foreignDirect = await directChat(http, foreign, friend);
  const say = (who, conversationId) => must(http, 'POST', '/message/send', who.token,
      {conversationId, type: 'TEXT', content: `text ${uniq}`});
  const ask = (from, to) => must(http, 'POST', '/contact/request/send', from.token,
      {targetUserId: to.id});
  const [mineFile, theirFile] = await Promise.all([me, foreign].map((who) => upload(http, who,
      'a.png', SMALLEST_PICTURE)));
  const [spare] = await Promise.all([upload(http, me, 'b.png', SMALLEST_PICTURE)]);
  const keep = (who, groupId, {fileId}) => must(http, 'POST', '/group/file', who.token,
      {groupId, fileId});
  const [mineKept, theirKept] = await Promise.all([keep(me, mine, mineFile),
    keep(foreign, theirs, theirFile)]);
  const begin = (who) => must(http, 'POST', '/file/chunk/init', who.token,
      {fileName: 'a.png', fileSize: SMALLEST_PICTURE.length});
  const [myUpload, theirUpload] = await Promise.all([begin(me), begin(foreign)]);
  await upload(http, me, 'a.png', SMALLEST_PICTURE, '/file/chunk/upload',
      {uploadId: myUpload.uploadId, chunkNumber: 1});
  const [year, month, day, fileName] = mineFile.filePath.split('/');
  const world = {
    uniq, people,
    values: {
      user: ids(people),
      name: {...Object.fromEntries(names.map((n) => [n, people[n].name])),
        get new() { return `new_${unique()}`; }},
      password: {me: me.password},
      token: {me: me.token},
      refresh: {me: me.refresh},
      conversation: {mine: direct, foreign: foreignDirect, missing: MISSING},
      group: {mine, foreign: theirs, open, missing: MISSING},
      message: {mine: await say(me, direct), theirs: await say(peer, direct),
        left: await say(me, mine), foreign: await say(foreign, foreignDirect), missing: MISSING},
      request: {mine: await ask(applicant, me), foreign: await ask(friend, target),
        missing: MISSING},
      file: {mine: mineFile.fileId, foreign: theirFile.fileId, missing: MISSING,
        spare: spare.fileId, year, month, day, fileName},
      groupfile: {mine: mineKept.id, foreign: theirKept.id, missing: MISSING},
      upload: {mine: myUpload.uploadId, foreign: theirUpload.uploadId, missing: '0'.repeat(32)},
      unique: uniq,
    },
    impossible: {},
  };
  // A reaction of mine to my message, a favourite of mine that is another's message.
  await must(http, 'POST', `/message/${world.values.message.mine}/reaction`, me.token,
      {emoji: '👍'});
  await must(http, 'POST', `/message/favorite/${world.values.message.theirs}`, me.token);
  await must(http, 'POST', `/message/favorite/${world.values.message.foreign}`, foreign.token);
  world.values.favorite = {mine: world.values.message.theirs,
    foreign: world.values.message.foreign, missing: MISSING};
  const merge = (who, id) => must(http, 'POST', '/message/merge-forward', who.token,
      {messageIds: [world.values.message[id]], toUserId: (who === me ? peer : friend).id});
  world.values.merged = {mine: await merge(me, 'mine'), foreign: await merge(foreign, 'foreign'),
    missing: MISSING};
  world.values.chat = {mine: chatName(me, peer), foreign: chatName(foreign, friend),
    missing: chatName(me, {id: MISSING})};
  world.values.contact = {mine: peer.id, foreign: friend.id, missing: MISSING};
  await must(http, 'PUT', `/contact/${peer.id}`, me.token, {groupName: 'inner'});
  world.values.contactgroup = {own: 'inner'};
  const notified = async (who) => (await must(http, 'GET', '/notification/list', who.token))[0].id;
  world.values.notification = {mine: await notified(me), foreign: await notified(foreign),
    missing: MISSING};
  const announce = (who, id) => must(http, 'PUT', `/group/${id}/announcement`, who.token,
      {content: `news ${uniq}`});
  world.values.announcement = {mine: await announce(me, mine),
    foreign: await announce(foreign, theirs), missing: MISSING};
  // Into a group that strangers do not see one asks by the link that a member gives.
  const apply = async (who, id, owner) => {
    const link = await must(http, 'GET', `/group/${id}/qrcode`, owner.token);
    return (await must(http, 'POST', `/group/${id}/join`, who.token,
        {message: 'please', code: link.split('code=')[1]})).requestId;
  };
  world.values.application = {mine: await apply(applicant, mine, me),
    foreign: await apply(target, theirs, foreign), missing: MISSING};
  world.values.department = await departments(http, me, peer, uniq);
  // Calls in the groups, which are over: nobody is busy with them.
  const groupCall = async (who, conversationId) => {
    const id = await must(http, 'POST', '/video-call/group/initiate', who.token, {conversationId});
    await must(http, 'POST', `/video-call/group/${id}/leave`, who.token);
    return id;
  };
  const [myGroupCall, theirGroupCall] = await Promise.all([groupCall(me, mine),
    groupCall(foreign, theirs)]);
  world.values.groupcall = {mine: myGroupCall, foreign: theirGroupCall, missing: MISSING};
  Object.assign(world.values, await meetings(http, me, foreign, bookedInMs));
  Object.assign(world.values, await events(http, people));
  Object.assign(world.values, await dings(http, people));
  world.values.attendance = await daysOfWork(http, me, foreign);
  world.values.todo = await things(http, '/workbench/todos', me, foreign);
  world.values.task = await things(http, '/task/create', me, foreign);
  Object.assign(world.values, await documents(http, people));
  Object.assign(world.values, await reports(http, me, foreign));
  world.values.email = await mails(http, me, foreign);
  Object.assign(world.values, await externals(http, me, foreign));
  Object.assign(world.values, await drives(http, me, foreign));
  if (withApps) world.values.officeapp = await applications(http, me, foreign, uniq);
  const [myCall, theirCall] = await Promise.all([callFrom(http, peer, me),
    callFrom(http, friend, foreign)]);
  world.values.call = {mine: myCall, foreign: theirCall, missing: MISSING};
  Object.assign(world.values, await approvals(http, people, MISSING));
  world.impossible.removed = await trouble(() => must(http, 'DELETE',
      `/group/${mine}/members?userIds=${removed.id}`, me.token));
  await must(http, 'POST', '/auth/logout', signedout.token);
  world.tokens = {none: null, garbage: 'garbage', me: me.token, foreign: foreign.token,
    removed: removed.token, loggedOut: null, expired: null, disabled: null};
  return world;
}

const admins = new WeakMap();
// The administrator of a server, who signs in once for all worlds on it.
function adminOf(http) {
  if (!admins.has(http)) admins.set(http, administrator(http));
  return admins.get(http);
}

// A room in which each has a booking that they may check in to once the clock was moved, and one
// without bookings.
const BOOKED_MS = 3 * 3_600_000;  // from now
async function meetings(http, me, foreign, inMs) {
  const admin = await adminOf(http);
  const text = (ms) => timeText(Date.now() + ms);
  const make = (roomName) => must(http, 'POST', '/meeting-room/create', admin.token,
      {roomName, capacity: 8});
  const [mine, theirs, spare] = await Promise.all(['Mine', 'Theirs', 'Spare'].map(make));
  const book = (who, roomId) => must(http, 'POST', '/meeting-room/book', who.token, {roomId,
    meetingTitle: 'Weekly', startTime: text(inMs), endTime: text(inMs + BOOKED_MS),
    attendeeCount: 2});
  const [myBooking, theirBooking] = await Promise.all([book(me, mine), book(foreign, theirs)]);
  return {meetingroom: {mine, foreign: theirs, spare, missing: MISSING},
    booking: {mine: myBooking, foreign: theirBooking, missing: MISSING}};
}

// Events that each owns, with a participant who may be removed, and such that each is invited to.
async function events(http, {me, peer, foreign, friend}) {
  const make = (who, ...guests) => must(http, 'POST', '/schedule', who.token, {title: 'Lunch',
    startTime: '2030-05-06 12:00:00', endTime: '2030-05-06 13:00:00',
    participantIds: guests.map((one) => one.id)});
  const [mine, theirs, toMe, toThem] = await Promise.all([make(me, peer), make(foreign, friend),
    make(peer, me), make(friend, foreign)]);
  return {schedule: {mine, foreign: theirs, missing: MISSING},
    scheduleinvited: {mine: toMe, foreign: toThem, missing: MISSING}};
}

// DINGs that each sent, waiting for their time so that they may be cancelled, and that each
// received.
async function dings(http, {me, peer, foreign, friend}) {
  const send = (who, to, more) => must(http, 'POST', '/ding/send', who.token, {content: 'Lift',
    receiverIds: [to.id], ...more});
  const scheduledTime = timeText(Date.now() + 24 * BOOKED_MS);
  const [mine, theirs, toMe, toThem] = await Promise.all([send(me, peer, {scheduledTime}),
    send(foreign, friend, {scheduledTime}), send(peer, me), send(friend, foreign)]);
  return {ding: {mine, foreign: theirs, missing: MISSING},
    dingreceived: {mine: toMe, foreign: toThem, missing: MISSING}};
}

// Days on which they wanted to have worked; each waits for somebody's decision.
async function daysOfWork(http, ...owners) {
  const date = dayText(Date.now() - 8 * BOOKED_MS);
  const made = await Promise.all(owners.map(async ({token}) => {
    await must(http, 'POST', '/attendance/0/supplement', token, {reason: 'Ill', date, type: 'IN'});
    return (await must(http, 'GET', `/attendance/list?startDate=${date}&endDate=${date}`,
        token))[0].id;
  }));
  return {mine: made[0], foreign: made[1], missing: MISSING};
}

// What each made for themself there: an entry of a todo list, a task.
async function things(http, path, me, foreign) {
  const add = (who) => must(http, 'POST', path, who.token, {title: 'Order paper'});
  const [mine, theirs] = await Promise.all([add(me), add(foreign)]);
  return {mine, foreign: theirs, missing: MISSING};
}

// Drafts of work reports, which nobody but their author may read, each with a comment.
async function reports(http, ...authors) {
  const made = await Promise.all(authors.map(async ({token}) => {
    const id = await must(http, 'POST', '/work-report', token, {reportType: 'DAILY',
      reportDate: '2026-05-06', workContent: 'Met a customer', isDraft: true});
    const comment = await must(http, 'POST', `/work-report/${id}/comment`, token,
        {content: 'To be checked'});
    return {id, comment};
  }));
  const both = (key) => ({mine: made[0][key], foreign: made[1][key], missing: MISSING});
  return {report: both('id'), reportcomment: both('comment')};
}

// Address books, each with somebody who is in no group, and with a group that nobody is in.
async function externals(http, ...owners) {
  const make = (path, who, name) => must(http, 'POST', `/external-contact${path}`, who.token,
      {name});
  const made = async (path, name) => {
    const [mine, foreign] = await Promise.all(owners.map((who) => make(path, who, name)));
    return {mine, foreign, missing: MISSING};
  };
  return {externalcontact: await made('', 'Eve'), externalgroup: await made('/group', 'Partners')};
}

// Drives, each with a folder, and a file that is shared.
async function drives(http, ...owners) {
  const made = await Promise.all(owners.map(async (who) => {
    const drivefolder = await must(http, 'POST', '/cloud/folder/create', who.token,
        {folderName: 'Mine'});
    const {id: drivefile} = await upload(http, who, 'a.png', SMALLEST_PICTURE,
        '/cloud/file/upload', {folderId: 0});
    const {id: driveshare} = await must(http, 'POST', '/cloud/share/create', who.token,
        {shareType: 'FILE', resourceId: drivefile});
    return {drivefolder, drivefile, driveshare};
  }));
  const both = (key) => ({mine: made[0][key], foreign: made[1][key], missing: MISSING});
  return Object.fromEntries(Object.keys(made[0]).map((key) => [key, both(key)]));
}

// Applications of the workbench, each for one of them alone, and one to be taken away.
async function applications(http, me, foreign, uniq) {
  const {token: admin} = await adminOf(http);
  const make = async (name, who) => {
    const id = await must(http, 'POST', '/app/create', admin, {name, code: `${name}-${uniq}`,
      category: 'CUSTOM', appType: 'LINK', appUrl: 'https://example.org/'});
    await must(http, 'PUT', `/app/${id}/visibility`, admin,
        {isVisible: true, scopeType: 'USER', scopeIds: [who.id]});
    return id;
  };
  const [mine, theirs, spare] = await Promise.all([make('mine', me), make('theirs', foreign),
    make('spare', me)]);
  return {mine, foreign: theirs, spare, missing: MISSING};
}

// Documents with a comment, which nobody but their owner and the applicant may read.
async function documents(http, {me, foreign, applicant}) {
  const make = async (who) => {
    const id = await must(http, 'POST', '/document/create', who.token, {title: 'Minutes'});
    const [comment, [version]] = await Promise.all([
      must(http, 'POST', `/document/${id}/comments`, who.token, {content: 'Agreed'}),
      must(http, 'GET', `/document/${id}/versions`, who.token),
      must(http, 'POST', '/document/share', who.token,
          {documentId: id, userIds: [applicant.id]})]);
    return {id, comment, version: version.id};
  };
  const [mine, theirs] = await Promise.all([make(me), make(foreign)]);
  const both = (key) => ({mine: mine[key], foreign: theirs[key], missing: MISSING});
  return {document: both('id'), documentcomment: both('comment'),
    documentversion: both('version')};
}

// Mail that one wrote to themself, as they received it.
async function mails(http, me, foreign) {
  const make = async ({token, id}) => {
    const sent = await must(http, 'POST', '/email/send', token, {toIds: [id], subject: 'Minutes'});
    return sent - 1;
  };
  const [mine, theirs] = await Promise.all([make(me), make(foreign)]);
  return {mine, foreign: theirs, missing: MISSING};
}

// Departments as an administrator makes them: `mine` has both, nobody is in the others.
async function departments(http, me, peer, uniq) {
  const {token: admin} = await adminOf(http);
  const make = (name) => must(http, 'POST', '/organization/department', admin,
      {name: `${name} ${uniq}`, parentId: 0});
  const out = {mine: await make('Mine'), other: await make('Other'), empty: await make('Empty'),
    foreign: await make('Theirs'), missing: MISSING};
  await must(http, 'POST', '/organization/department/member', admin,
      {departmentId: out.mine, userIds: [me.id, peer.id]});
  return out;
}

// Only who is connected can be called.
async function callFrom(http, caller, callee) {
  const origin = http.origin.replace(/^http/, 'ws');
  const socket = new WebSocket(`${origin}/ws/im?token=${callee.token}`);
  try {
    await once(socket, 'message');
    return await must(http, 'POST', '/video-call/initiate', caller.token, {calleeId: callee.id});
  } finally {
    socket.terminate();
  }
}

// The name of a conversation of two in OpenIM.
const chatName = (a, b) => `si_${[`${a.id}`, `${b.id}`].sort().join('_')}`;

function ids(people) {
  const out = {missing: MISSING};
  for (const [name, p] of Object.entries(people)) out[name] = p.id;
  return out;
}

// A person whom the administrator has switched off, and that administrator: {disabled, admin}.
export async function disabledPerson(http) {
  const admin = await administrator(http);
  const off = await person(http, 'off');
  await setEnabled(http, admin, off, false);
  return {disabled: off.token, admin: admin.token};
}

// After the clock was moved past the life of the tokens: the old one of `me` is the expired one,
// a second fresh one is signed out, and everybody signs in again.
export async function renewTokens(http, world) {
  const {me, foreign, removed} = world.people;
  world.tokens.expired = me.token;
  const fresh = async (p) => (await login(http, p.name)).token;
  const [mine, gone, theirs, out] = await Promise.all([fresh(me), fresh(me), fresh(foreign),
    fresh(removed)]);
  await must(http, 'POST', '/auth/logout', gone);
  Object.assign(world.tokens, {me: mine, loggedOut: gone, foreign: theirs, removed: out});
  world.values.token.me = mine;
}

// The example with its placeholders filled. A value that is one placeholder keeps its type.
// `object` replaces the state of the object of `kind`: mine, missing, foreign, or `left`, which is
// the group that `removed` was removed from.
export function fillExample(example, world, kind, object) {
  const resolve = (name) => {
    const [what, state = ''] = name.split('.');
    const use = what === kind && state === 'mine' ? object : state;
    const own = ['announcement', 'application'].includes(what);
    if (use === 'left' && own) return world.values[what].mine;
    if (use === 'left' && IN_MY_GROUP.has(what)) return world.values[what].mine;
    if (use === 'left' && what !== 'message') return world.values.group.mine;
    const value = state === '' ? world.values[what] : world.values[what]?.[use];
    if (value === undefined) throw new Error(`the example names {${name}}, which is unknown`);
    return value;
  };
  const walk = (value) => {
    if (typeof value === 'string') {
      const whole = /^\{([a-z]+(?:\.[a-zA-Z]+)?)\}$/.exec(value);
      if (whole) return resolve(whole[1]);
      return value.replace(/\{([a-z]+(?:\.[a-zA-Z]+)?)\}/g, (_, name) => resolve(name));
    }
    if (Array.isArray(value)) return value.map(walk);
    if (value !== null && typeof value === 'object') {
      return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, walk(v)]));
    }
    return value;
  };
  return walk(example);
}
