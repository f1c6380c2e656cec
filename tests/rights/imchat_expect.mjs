// What must come out of a call of IM Chat (im-chat 1.4), derived from who may call the row and from
// what it is about: its door, or what the list of rows says here; a row with neither fails.

const NOBODY = {missing: 1001};
const FRIENDS = {missing: 1001, foreign: 2001};
const CHATS = {missing: 1001, foreign: 200};
const REQUESTS = {missing: 404, foreign: 403};
const NOTHING = {missing: 404};
const CALLS = {missing: 404, foreign: 403, left: 403};
const GROUP_CALLS = {missing: 404, foreign: 3002, left: 3002};
const PACKETS = {missing: 404, foreign: 3002, left: 3002};
const GROUPS = {missing: 3001, foreign: 3002, left: 3002};
// About the caller alone, as rows without a door say it themselves; of the back office, about all.
const SELF = {};
const SAID = {caller: SELF, nothing: SELF};
// Of the service that divides red packets: no token is needed where the caller shows its key, and
// users are let in for themselves only (im-chat 4).
const SERVICE = {service: true};

const WITHOUT_DOOR = {
  'POST /auth/logout': SELF,
  'GET /auth/info': SELF,
  'GET /user/search': SELF,
  'GET /user/find/{id}': NOBODY,
  'POST /friend/request/apply': NOBODY,
  'POST /blacklist/add': NOBODY,
  'DELETE /blacklist/remove/{targetId}': NOBODY,
  'GET /group/find/{groupId}': {missing: 3001, foreign: 200},
  'POST /group/join/{groupId}': {missing: 3001},
  'POST /message/private/send': FRIENDS,
  'PUT /message/private/readed': CHATS,
  'GET /message/private/maxReadedId': CHATS,
  'GET /message/private/history': CHATS,
  'GET /file/download': SELF,
  'POST /complaint/submit': NOBODY,
  'POST /complaint/initiate': NOBODY,
  'GET /im/complaint/list': SELF,
  'GET /im/complaint/{id}': NOTHING,
  'POST /im/complaint/resolve': NOTHING,
  'POST /im/complaint/reslove': NOTHING,
  'GET /im/privateMessage/list': SELF,
  'GET /im/privateMessage/{id}': NOTHING,
  'PUT /im/privateMessage/recall': NOTHING,
  'GET /im/groupMessage/list': SELF,
  'GET /im/groupMessage/{id}': NOTHING,
  'PUT /im/groupMessage/recall': NOTHING,
  'POST /user/buyVip': SELF,
  'POST /user/purchaseVip': SELF,
  'POST /redPackage/send': GROUPS,
  'POST /redPackage/handout': GROUPS,
  'POST /red/packet/hand/out': SERVICE,
  'POST /red/packet/rob': SERVICE,
  'POST /red/packet/isRob': SERVICE,
  'GET /im/userRecharge/list': SELF,
  'GET /im/userRecharge/{id}': NOTHING,
  'PUT /im/userRecharge/audit': NOTHING,
  'GET /im/userWithdrawal/list': SELF,
  'GET /im/userWithdrawal/{id}': NOTHING,
  'PUT /im/userWithdrawal/audit': NOTHING,
  'PUT /im/userWithdrawal/confirm': NOTHING,
  'POST /im/user/modifyAsset': NOBODY,
  'GET /im/userFundDetail/list': SELF,
  'GET /im/redRecord/list': SELF,
  'GET /im/redRecord/{redPacketId}': NOTHING,
  'POST /webrtc/private/setup': FRIENDS,
  'GET /im/group/list': SELF,
  'GET /im/group/findByName': SELF,
  'GET /im/group/{id}': {missing: 3001},
  'PUT /im/user/role': NOBODY,
  'PUT /im/user/ban': NOBODY,
  'PUT /im/user/unban': NOBODY,
  'GET /im/user/findByName': SELF,
  'POST /im/user/findByIds': {missing: 200},
  'GET /im/user/findByIds': {missing: 200},
  'GET /im/user/list': SELF,
  'GET /im/user/{id}': NOBODY,
  'GET /im/sensitiveWord/list': SELF,
  'GET /im/sensitiveWord/{id}': NOTHING,
  'POST /im/sensitiveWord': SELF,
  'PUT /im/sensitiveWord': NOTHING,
  'PUT /im/sensitiveWord/enable': NOTHING,
  'DELETE /im/sensitiveWord/{ids}': NOTHING,
  'POST /im/systemMessage': SELF,
  'PUT /im/systemMessage': NOTHING,
  'GET /im/systemMessage/list': SELF,
  'GET /im/systemMessage/{id}': NOTHING,
  'DELETE /im/systemMessage/{ids}': NOTHING,
  'POST /im/smPushTask': NOTHING,
  'GET /im/smPushTask/list': SELF,
  'PUT /im/smPushTask/cancel': NOTHING,
  'GET /message/system/{id}': {missing: 404, foreign: 404, left: 404, member: 404},
};

// `member`: what somebody hears who is there, but may not; `left`: who was there.
const DOORS = {
  group_member: {missing: 3001, foreign: 3002, left: 3002},
  group_admin: {missing: 3001, foreign: 3002, left: 3002, member: 3003},
  group_owner: {missing: 3001, foreign: 3002, left: 3002, member: 3003},
  any_group: {missing: 3001},
  contact: FRIENDS,
  request: REQUESTS,
  call: CALLS,
  group_call: GROUP_CALLS,
};
// Doors that the row opens itself.
const OPENED = {
  'DELETE /message/private/recall/{id}': {missing: 404, foreign: 404, left: 404, member: 403},
  'DELETE /message/group/recall/{id}': {missing: 404, foreign: 3002, left: 3002, member: 3003},
  'GET /message/group/findReadedUsers': {missing: 404, foreign: 3002, left: 3002},
  'POST /redPackage/rob': PACKETS,
  'GET /redPackage/detail': PACKETS,
};
const FRAMES = {
  PRIVATE_MESSAGE: FRIENDS,
};
// Where the example of a row names something that is nowhere.
const EXAMPLES = {
  'POST /redPackage/rob': {redPacketId: '{packet.mine}'},
  'GET /redPackage/detail': {redPacketId: '{packet.mine}'},
  'POST /red/packet/hand/out': {userId: '{user.mine}', total: 100, count: 10, type: 1},
  'POST /red/packet/rob': {userId: '{user.mine}', redId: '{share.mine}'},
  'POST /red/packet/isRob': {userId: '{user.mine}', redId: '{share.mine}'},
  'GET /im/userRecharge/{id}': {id: '{recharge.mine}'},
  'PUT /im/userRecharge/audit': {id: '{recharge.mine}', pass: true},
  'GET /im/userWithdrawal/{id}': {id: '{withdrawal.mine}'},
  'PUT /im/userWithdrawal/audit': {id: '{withdrawal.mine}', pass: true},
  'PUT /im/userWithdrawal/confirm': {id: '{approved.mine}', success: true},
  'GET /im/redRecord/{redPacketId}': {redPacketId: '{packet.mine}'},
  'POST /webrtc/private/cancel': {callId: '{outcall.mine}'},
  'POST /webrtc/group/cancel': {callId: '{hosted.mine}'},
};
export const imchatExample = (row) => EXAMPLES[`${row.method} ${row.path}`] ?? row.example;
// Where the contract wants another outcome than the one that follows.
const EXCEPTIONS = {
  'GET /file/thumbnail/{name}': {case: 'none/mine', code: 404,
    reason: 'mapping 15.8: the link is the right, and the name alone is none'},
  'DELETE /group/quit/{groupId}': {case: 'me/mine', code: 3003,
    reason: 'im-chat 2.3.10: the owner cannot leave their group'},
};

// Codes by what befalls: missing, foreign, member, left; undefined where nobody said.
export function imchatOutcomes(row) {
  const name = `${row.method} ${row.path}`;
  if (row.door && (OPENED[name] || DOORS[row.door.kind])) {
    return OPENED[name] ?? DOORS[row.door.kind];
  }
  return (row.method === 'FRAME' ? FRAMES[row.path] : WITHOUT_DOOR[name]) ?? SAID[row.about];
}

const REFUSED = 401;
const BANNED = 1003;
const FORBIDDEN = 403;
const OK = 200;

// Who calls, and what it is about:
//   none, garbage   no token, and none that was ever made
//   openim          a token of OpenIM; ruoyi: of a stranger at RuoYi-IM, which does for requests
//   expired         an old one of me, refresh one that only gives new ones
//   ended           of somebody who closed their account; signedOut: one of the back office
//   banned          of somebody who is shut out
//   service         the key of the service that divides red packets
//   office          one of the back office; boss: a user's one of the same administrator
//   foreign         a stranger; member: in my group, and my friend; left: was in my group
const STRANGERS = ['none', 'garbage', 'openim', 'expired', 'refresh', 'ended', 'signedOut',
  'service'];
const USERS = ['boss', 'ruoyi', 'foreign', 'member', 'left', 'me'];
export const IMCHAT_CALLERS = [...STRANGERS, 'banned', ...USERS, 'office'];
export const IMCHAT_OBJECTS = ['mine', 'missing', 'foreign'];
// For whom what is missing and foreign is so.
const FOR_OBJECTS = ['me', 'office'];

// The code that must come; null where the row promises nothing for this case.
export function imchatCode(row, caller, object) {
  const exception = EXCEPTIONS[`${row.method} ${row.path}`];
  if (exception?.case === `${caller}/${object}`) return exception.code;
  const outcomes = imchatOutcomes(row);
  if (outcomes?.service) return object === 'mine' ? serviceCode(caller) : null;
  if (row.auth === 'none') return caller === 'none' && object === 'mine' ? OK : null;
  // Who may call is judged first, whatever the row is about.
  const refusal = refusalOf(row, caller);
  if (refusal) return object === 'mine' ? refusal : null;
  if (object !== 'mine' && !FOR_OBJECTS.includes(caller)) return null;
  if (object !== 'mine') return outcomes[object] ?? null;
  if (caller === 'me' || caller === 'office') return OK;
  // To a stranger what is mine is foreign. Who may, as I may, changes nothing here.
  const code = outcomes[caller === 'ruoyi' ? 'foreign' : caller];
  return code === OK ? null : code ?? null;
}

function serviceCode(caller) {
  if (['me', 'office', 'service'].includes(caller)) return OK;
  if (caller === 'banned') return BANNED;
  return USERS.includes(caller) ? FORBIDDEN : REFUSED;
}

function refusalOf(row, caller) {
  if (STRANGERS.includes(caller)) return REFUSED;
  if (caller === 'banned') return BANNED;
  if (row.auth === 'admin') return caller === 'office' ? 0 : FORBIDDEN;
  return caller === 'office' ? REFUSED : 0;
}

// What the row is about, as its example names it: "group.mine"; null: the caller alone.
export function imchatSubject(row) {
  const outcomes = imchatOutcomes(row);
  if (!outcomes || outcomes.service || !Object.keys(outcomes).length) return null;
  const example = imchatExample(row);
  const text = JSON.stringify(example[row.door?.field] ?? example);
  return /\{([a-z]+\.[a-z]+)\}/.exec(text)?.[1] ?? null;
}
