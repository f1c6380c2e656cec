// What somebody who is not in a group learns of it: nothing that is only its members', whichever
// dialect made it and whichever they ask. In each dialect a group is made with one object of each
// kind, whose texts hold a marker that occurs nowhere else. A member, a stranger, somebody whom the
// owner blocks and a former member then ask for all of it through each dialect. The member must
// find the markers, or the cell says why nobody can; the others must find none.
import {imchatFriends, imchatLogin, mustImchat} from '../lib/imchat.mjs';
import {mustOpenim, openimToken} from '../lib/openim.mjs';
import {must, person, unique, upload} from '../lib/world.mjs';
import {signToken} from '../lib/appim.mjs';
import {openimAdmin} from '../lib/openim.mjs';
import {imchatAdmin} from '../lib/imchat.mjs';

const DIALECTS = ['ruoyi', 'imchat', 'appim', 'openim'];
const KINDS = ['group', 'card', 'member', 'message', 'pinned', 'announcement', 'file', 'call',
  'packet'];
const OUTSIDERS = ['eve', 'blo', 'fay'];
const TOKEN_S = 1000 * 24 * 3600;  // the clock of the server was moved by months
const TRADE = '246813';
const INTRODUCTION = 'What a card may tell of it. '.repeat(4);  // longer than a card has room for

// Kinds that a dialect cannot make.
const NOT_MADE = {
  ruoyi: {packet: 'RuoYi-IM has no red packets'},
  imchat: {member: 'members have no names of their own in a group of IM Chat',
    card: 'groups of IM Chat have no introduction',
    group: 'a name is on the card of every group but those of RuoYi-IM that are not open'},
  appim: {member: 'members have no names of their own in App IM', pinned: 'nothing is pinned there',
    announcement: 'App IM has no announcements', card: 'nor introductions',
    call: 'App IM has no calls', packet: 'App IM has no red packets',
    group: 'a name is on the card'},
  openim: {pinned: 'OpenIM has no pinned messages', call: 'its calls are made by clients',
    packet: 'OpenIM has no red packets', group: 'a name is on the card'},
};
// Kinds that a dialect cannot show, not even to members.
const NOT_SHOWN = {
  ruoyi: {packet: 'a packet is a line of text there'},
  imchat: {member: 'members are shown by their own names', card: 'IM Chat shows no introduction'},
  appim: {member: 'members are ids there', pinned: 'App IM shows nothing pinned',
    announcement: 'App IM shows no announcements', card: 'App IM shows no introduction',
    call: 'App IM shows no calls', packet: 'a packet is a line of text there'},
  openim: {pinned: 'OpenIM shows nothing pinned', call: 'OpenIM shows no calls',
    packet: 'a packet is a line of text there'},
};

async function everywhere(server, admin, who) {
  const made = await person(server.http, who);
  const handle = `${made.id}`;
  const {bound} = server.apps;
  const claims = {unique_name: handle, exp: Math.floor(Date.now() / 1000) + TOKEN_S};
  return {...made, handle,
    imchat: (await imchatLogin(server.imchat, made.name)).token,
    openim: await openimToken(server, admin, handle),
    appim: {'app-id': bound.id, 'app-key': bound.app_key,
      'Authorization': `Bearer ${signToken(bound.secret, claims)}`}};
}

// A call through a dialect with the token that the person has there: the text of the answer.
async function ask(server, dialect, who, method, path, value) {
  const client = dialect === 'ruoyi' ? server.http : server[dialect];
  const token = dialect === 'ruoyi' ? who.token : who[dialect];
  const text = (await client.call(method, path, token, value)).text ?? '';
  // OpenIM's contents are base64.
  const packed = [...text.matchAll(/"content":"([A-Za-z0-9+/=]+)"/g)].map((m) => m[1]);
  return [text, ...packed.map((one) => Buffer.from(one, 'base64').toString())].join('\n');
}

const appimMust = async (server, who, method, path, value) => {
  const {bound} = server.apps;
  const token = {'app-id': bound.id, 'app-key': bound.master_key};
  const {json, text} = await server.appim.call(method, path, token, value);
  if (json?.code !== 0) throw new Error(`${method} ${path} answered ${text}`);
  return json.data;
};

const MAKE = {
  async ruoyi(server, {ann, bob, fay}) {
    const members = [bob.id, fay.id];
    return must(server.http, 'POST', '/group/create', ann.token, {name: 'r', memberIds: members});
  },
  async imchat(server, {ann, bob, fay}) {
    return (await mustImchat(server.imchat, 'POST', '/group/create', ann.imchat,
        {groupName: 'c', memberIds: [bob.id, fay.id]})).id;
  },
  async appim(server, {ann, bob, fay}) {
    const {conv_id: conv} = await appimMust(server, ann, 'POST', '/im/conversations',
        {client_id: ann.handle, to_client_ids: [bob.handle, fay.handle], conv_type: 3});
    const [newest] = (await must(server.http, 'GET', '/group/list', ann.token))
        .map((g) => g.id).sort((a, b) => b - a);
    return {id: newest, conv};
  },
  async openim(server, {ann, bob, fay}) {
    const {groupInfo} = await mustOpenim(server.openim, '/group/create_group', ann.openim,
        {ownerUserID: ann.handle, memberUserIDs: [bob.handle, fay.handle],
          groupInfo: {groupName: 'o', groupType: 2, needVerification: 1}});
    return Number(groupInfo.groupID);
  },
};

const picture = async (server, who, name) => (await upload(server.http, who, name, 'x')).fileId;

// Gives the group what only its members know; `secret(kind)` makes a marker.
const FILL = {
  async ruoyi(server, {ann, bob}, place, secret) {
    const call = (method, path, who, value) => must(server.http, method, path, who.token, value);
    await call('PUT', `/group/${place.id}`, ann, {name: secret('group'),
      description: INTRODUCTION + secret('card'), notice: secret('announcement')});
    await call('PUT', `/group/${place.id}/nickname`, bob, {nickname: secret('member')});
    const say = (content) => call('POST', '/message/send', ann,
        {conversationId: place.id, type: 'TEXT', content});
    place.message = await say(secret('message'));
    const top = await say(secret('pinned'));
    await call('POST', `/conversation/${place.id}/pin/${top}`, ann);
    await upload(server.http, ann, `${secret('file')}.txt`, 'x', '/group/file/upload',
        {groupId: place.id});
    place.file = await picture(server, ann, `${secret('file')}.txt`);
    await call('POST', '/message/send', ann, {conversationId: place.id, type: 'FILE',
      content: JSON.stringify({fileUrl: `/f/${secret('file')}.txt`,
        fileName: `${secret('file')}.txt`})});
    const made = await call('POST', '/video-call/group/initiate', ann,
        {conversationId: place.id, callType: 'VIDEO'});
    place.call = typeof made === 'object' ? made.callId ?? made.id : made;
  },
  async imchat(server, {ann, bob}, place, secret, office) {
    const call = (method, path, value) =>
      mustImchat(server.imchat, method, path, ann.imchat, value);
    await call('PUT', '/group/modify', {groupId: place.id, groupNotice: secret('announcement')});
    const say = (messageType, content) => call('POST', '/message/group/send',
        {groupId: place.id, messageType, content});
    place.message = (await say(1, secret('message'))).id;
    const {id: messageId} = await say(1, secret('pinned'));
    await call('POST', `/group/setTopMessage/${place.id}`, {messageId});
    await say(5, JSON.stringify({url: `/f/${secret('file')}.txt`, name: `${secret('file')}.txt`}));
    await call('PUT', '/setTradePwd', {tradePassword: TRADE});
    await mustImchat(server.imchat, 'POST', '/im/user/modifyAsset', office.token,
        {userId: ann.id, amount: 1000, transferFlag: 1, remark: 'test'});
    place.packet = (await call('POST', '/redPackage/send', {receiverType: 1,
      receiverId: place.id, totalAmount: 1, totalCount: 2, redPacketType: 2, tradePassword: TRADE,
      remark: secret('packet')})).redPacketId;
    // ann is in the call of the group before.
    place.call = (await mustImchat(server.imchat, 'POST', '/webrtc/group/setup', bob.imchat,
        {groupId: place.id, mode: 1})).callId;
  },
  async appim(server, {ann}, place, secret) {
    const say = (value) => appimMust(server, ann, 'POST',
        `/im/conversations/${encodeURIComponent(place.conv)}/message`,
        {from_client: ann.handle, ...value});
    place.msg = (await say({type: -1, text: secret('message')})).msg_id;
    await say({type: -2, url: [`http://x/${secret('file')}.png`]});
  },
  async openim(server, {ann, bob}, place, secret) {
    await mustOpenim(server.openim, '/group/set_group_info_ex', ann.openim, {
      groupID: place.handle, notification: secret('announcement'),
      introduction: INTRODUCTION + secret('card'), ex: secret('card')});
    await mustOpenim(server.openim, '/group/set_group_member_info', bob.openim, {members: [
      {groupID: place.handle, userID: bob.handle, nickname: secret('member')}]});
    const say = (contentType, content) => mustOpenim(server.openim, '/msg/send_msg',
        place.admin.token, {sendID: ann.handle, groupID: place.handle, sessionType: 3,
          senderPlatformID: 2, contentType, content});
    await say(101, {content: secret('message')});
    await say(105, {sourceUrl: 'u', fileName: `${secret('file')}.txt`, fileSize: 1});
  },
};

// Everything that may be asked of a group through a dialect.
const PROBES = {
  ruoyi: (place, {uniq}) => [
    ...['', '/members', '/announcement', '/join-requests', '/qrcode', '/invitation'].map((end) =>
      ['GET', `/api/im/group/${place.id}${end}`]),
    ['GET', `/api/im/groups/${place.id}`],
    ['GET', `/api/im/conversation/${place.id}`],
    ['GET', '/api/im/conversation/list'],
    ['GET', '/api/im/group/list'],
    ['GET', `/api/im/message/list/${place.id}`],
    ['GET', `/api/im/mention/users/${place.id}`],
    ...['latest', 'list', 'valid', 'pinned'].map((what) =>
      ['GET', `/api/im/group/announcement/${what}/${place.id}`]),
    ['POST', '/api/im/group/file/list', {groupId: place.id}],
    ['POST', '/api/im/search/global', {keyword: uniq}],
    ['GET', `/api/im/search/messages?keyword=${uniq}`],
    ['GET', `/api/im/search/groups?keyword=${uniq}`],
    ['GET', `/api/im/search/files?keyword=${uniq}`],
    ['GET', `/api/im/message/search?keyword=${uniq}&conversationId=${place.id}`],
    ['GET', `/api/im/video-call/group/active?conversationId=${place.id}`],
    ...(place.call ? [['GET', `/api/im/video-call/group/${place.call}/participants`],
      ['GET', `/api/im/video-call/${place.call}`]] : []),
    ...(place.file ? [['GET', `/api/im/file/${place.file}`],
      ['GET', `/api/im/file/preview/info/${place.file}`]] : []),
    ...(place.message ? [['POST', '/api/im/message/reply',
      {messageId: place.message, content: 'yes'}],
    ['GET', `/api/im/message/edit-history/${place.message}`],
    ['GET', `/api/im/message/read/detail/${place.message}`],
    ['POST', `/api/im/message/favorite/${place.message}`, {}],
    ['GET', '/api/im/message/favorite/list']] : []),
  ],
  imchat: (place) => [
    ['GET', `/group/find/${place.id}`],
    ['GET', '/group/list'],
    ['GET', `/group/members/${place.id}`],
    ['GET', `/message/group/history?groupId=${place.id}&size=50`],
    ['GET', '/message/group/pullOfflineMessage'],
    ['GET', `/webrtc/group/info?groupId=${place.id}`],
    ...(place.packet ? [['GET', `/redPackage/detail?redPacketId=${place.packet}`],
      ['POST', '/redPackage/rob', {redPacketId: place.packet}]] : []),
    ...(place.message ? [['GET', `/message/group/findReadedUsers?messageId=${place.message}`],
      ['DELETE', `/message/private/recall/${place.message}`]] : []),
  ],
  appim: (place, {ann}) => [
    ['GET', `/im/conversations?where=${encodeURIComponent(`[["user_id","=","${ann.handle}"]]`)}`],
    ['GET', `/im/conversations?where=${encodeURIComponent(`[["conv_id","=","${place.conv}"]]`)}`],
    ['GET', `/im/conversations/${encodeURIComponent(place.conv)}/message?page=1&size=50`],
    ['GET', `/im/conversations/${encodeURIComponent(place.conv)}/members`],
  ],
  openim: (place, {handle}) => [
    ['POST', '/group/get_groups_info', {groupIDs: [place.handle]}],
    ['POST', '/group/get_group_member_list',
      {groupID: place.handle, pagination: {pageNumber: 1, showNumber: 50}}],
    ['POST', '/group/get_group_abstract_info', {groupIDs: [place.handle]}],
    ['POST', '/group/get_incremental_group_members',
      {groupID: place.handle, versionID: '', version: 0}],
    ['POST', '/group/get_joined_group_list',
      {fromUserID: handle, pagination: {pageNumber: 1, showNumber: 50}}],
    ['POST', '/group/get_user_req_group_applicationList',
      {userID: handle, pagination: {pageNumber: 1, showNumber: 50}}],
    ['POST', '/msg/pull_msg_by_seq', {userID: handle, order: 0, seqRanges: [
      {conversationID: `sg_${place.handle}`, begin: 1, end: 99, num: 99}]}],
    ['POST', '/conversation/get_all_conversations', {ownerUserID: handle}],
    ['POST', '/jssdk/get_conversations',
      {ownerUserID: handle, conversationIDs: [`sg_${place.handle}`]}],
    ['POST', '/jssdk/get_active_conversations', {ownerUserID: handle, count: 50}],
  ],
};

async function buildCast(server) {
  const admin = await openimAdmin(server);
  const cast = {};
  for (const who of ['ann', 'bob', ...OUTSIDERS]) cast[who] = await everywhere(server, admin, who);
  for (const who of ['bob', 'fay']) await imchatFriends(server.imchat,
      {token: cast.ann.imchat}, {id: cast[who].id, token: cast[who].imchat});
  await must(server.http, 'POST', `/config/blocked/${cast.blo.id}`, cast.ann.token);
  return {cast, admin};
}

async function buildPlace(server, maker, {cast, admin}, office) {
  const made = await MAKE[maker](server, cast);
  const place = typeof made === 'object' ? made : {id: made};
  place.handle = `${place.id}`;
  place.admin = admin;
  await must(server.http, 'POST', `/group/${place.id}/quit`, cast.fay.token);
  place.uniq = unique();
  place.secrets = {};
  await FILL[maker](server, cast, place,
      (kind) => (place.secrets[kind] ??= `Zq${kind}${place.uniq}Zq`), office);
  if (place.call) {
    // Each dialect has ids of its own for it.
    const {callId} = await must(server.http, 'GET',
        `/video-call/group/active?conversationId=${place.id}`, cast.bob.token);
    const info = await mustImchat(server.imchat, 'GET', `/webrtc/group/info?groupId=${place.id}`,
        cast.bob.imchat);
    place.call = callId;
    place.secrets.call = [`"callId":${callId}`, info.callId];
  }
  place.conv ??= await convOf(server, cast.ann, place.secrets.message);
  return place;
}

// What App IM calls the conversation in which that was said.
async function convOf(server, ann, said) {
  const where = encodeURIComponent(`[["user_id","=","${ann.handle}"]]`);
  const {data} = await appimMust(server, ann, 'GET', `/im/conversations?where=${where}`);
  for (const {conv_id: conv} of data) {
    const messages = await ask(server, 'appim', ann, 'GET',
        `/im/conversations/${encodeURIComponent(conv)}/message?page=1&size=50`);
    if (messages.includes(said)) return conv;
  }
  throw new Error(`${data.length} conversations, and '${said}' is in none`);
}

// What of the place's secrets the answers to all probes hold.
async function found(server, dialect, who, ann, place) {
  const out = new Map();
  const probes = PROBES[dialect](place, {uniq: place.uniq, handle: who.handle, ann});
  const texts = await Promise.all(probes.map(async ([method, path, value]) =>
    [`${method} ${path}`, await ask(server, dialect, who, method, path, value)]));
  for (const [probe, text] of texts) {
    for (const [kind, secret] of Object.entries(place.secrets)) {
      if ([secret].flat().some((one) => text.includes(one))) {
        out.set(kind, `${probe}: ${text.slice(0, 2000)}`);
      }
    }
  }
  return out;
}

export async function checkStrangers(server, {report, suite, only}) {
  const title = (maker, reader) => `strangers: made through ${maker}, asked for through ${reader}`;
  if (!DIALECTS.some((m) => DIALECTS.some((r) => title(m, r).includes(only)))) return;
  const world = await buildCast(server);
  const office = await imchatAdmin(server.imchat);
  for (const maker of DIALECTS) {
    let place = null;
    let problem = null;
    try {
      place = await buildPlace(server, maker, world, office);
    } catch (e) {
      problem = e;
    }
    for (const reader of DIALECTS) {
      await report.test(suite, title(maker, reader), async () => {
        if (problem) throw problem;
        const {cast} = world;
        const seen = await found(server, reader, cast.bob, cast.ann, place);
        const missing = [];
        for (const kind of KINDS) {
          const why = NOT_MADE[maker][kind] ?? NOT_SHOWN[reader][kind];
          if (!why && !seen.has(kind)) missing.push(kind);
        }
        if (missing.length) throw new Error(`a member does not find ${missing}`);
        for (const who of OUTSIDERS) {
          const leaks = await found(server, reader, cast[who], cast.ann, place);
          for (const [kind, text] of leaks) throw new Error(`${who} reads the ${kind}: ${text}`);
        }
      });
    }
  }
}
