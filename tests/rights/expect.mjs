// What must come out of a call, derived from the auth and the door that its row declares.

export const UNAUTHENTICATED = [401];
const DISABLED = [403];

// Answers of a closed door, as codes of the body: the object is not there / belongs to others.
// Two codes stand where the contract leaves the choice to the verb.
const DOORS = {
  conversation: {missing: [10001], foreign: [10001]},
  message: {missing: [10003], foreign: [10003]},
  group: {missing: [4006], foreign: [4006]},
  favorite: {missing: [404], foreign: [404]},
  contact: {missing: [4007], foreign: [4007]},
  request: {missing: [4019], foreign: [403, 4019]},
  announcement: {missing: [404], foreign: [404]},
  application: {missing: [404], foreign: [404]},
  notification: {missing: [6501], foreign: [403]},
  call: {missing: [5801, 404], foreign: [403, 404]},
  groupcall: {missing: [5801], foreign: [5801]},
  file: {missing: [4401], foreign: [4401]},
  groupfile: {missing: [4401], foreign: [4401]},
  upload: {missing: [404], foreign: [404]},
  approval: {missing: [404], foreign: [403]},
  decision: {missing: [404], foreign: [403]},
  department: {missing: [4501], foreign: [200]},
  user: {missing: [404, 4001], foreign: [200]},
  meetingroom: {missing: [4601], foreign: [200]},
  booking: {missing: [4605], foreign: [403]},
  scheduleinvited: {missing: [404], foreign: [403]},
  schedule: {missing: [404], foreign: [403]},
  dingreceived: {missing: [404], foreign: [403]},
  ding: {missing: [404], foreign: [403]},
  attendance: {missing: [404], foreign: [403]},
  todo: {missing: [404], foreign: [403]},
  task: {missing: [404], foreign: [403]},
  reportcomment: {missing: [404], foreign: [403]},
  report: {missing: [404], foreign: [403]},
  officeapp: {missing: [5401], foreign: [5401]},
  externalcontact: {missing: [6002], foreign: [403]},
  externalgroup: {missing: [6001], foreign: [6001]},
  documentcomment: {missing: [404], foreign: [403]},
  document: {missing: [404], foreign: [403]},
  drivefolder: {missing: [404], foreign: [404]},
  drivefile: {missing: [4401], foreign: [4401]},
  driveshare: {missing: [404], foreign: [404]},
  email: {missing: [404], foreign: [403]},
};
// What somebody hears of the group that they were removed from.
const REMOVED = {conversation: [10002], group: [4009], announcement: [4009], application: [4009],
  file: [4401], groupfile: [4401], upload: [404]};
const NEEDS_TOKEN = new Set(['user', 'admin', 'super_admin']);

// As the names of doors have them, what is within another word after it.
const KINDS = ['drivefolder', 'drivefile', 'driveshare', 'officeapp', 'externalcontact',
  'externalgroup', 'documentcomment', 'document', 'email', 'reportcomment', 'report',
  'attendance', 'dingreceived', 'ding', 'scheduleinvited', 'schedule', 'meetingroom', 'booking',
  'groupcall', 'call', 'groupfile', 'file', 'upload', 'conversation', 'message', 'favorite',
  'request', 'contactgroup', 'contact', 'announcement', 'application', 'notification',
  'department', 'approval', 'decision', 'todo', 'task', 'group', 'user', 'login', 'self'];
// Of these the world has no missing and no foreign one.
const ALONE = ['contactgroup', 'login', 'self'];
const OWN = new RegExp('\\{(conversation|message|favorite|request|contact|group|notification|' +
    'file|groupfile|upload|call|groupcall|meetingroom|booking|approval|decision|schedule|' +
    'ding|dingreceived|attendance|todo|task|documentcomment|document|email|' +
    'reportcomment|report|externalcontact|externalgroup|officeapp|' +
    'drivefolder|drivefile|driveshare)' +
    '\\.mine\\}');

export const OBJECTS = ['mine', 'missing', 'foreign'];
export const TOKENS = ['none', 'garbage', 'expired', 'loggedOut', 'disabled', 'foreign', 'removed',
  'me', 'admin'];

// What rows say that are about no object of anybody's.
const WITHOUT_OBJECT = ['caller', 'nothing', 'link'];

// The kind of object that a call of this row is about, in the words of the world: what its door
// guards, else the first of the caller's own objects that its example names; or null.
export function objectKind(row) {
  if (!row.door?.kind) {
    const own = OWN.exec(JSON.stringify(row.example ?? {}))?.[1] ?? null;
    if (own && WITHOUT_OBJECT.includes(row.about)) {
      throw new Error(`it says it is about '${row.about}', and its example names {${own}.mine}`);
    }
    return own;
  }
  const kind = row.door.kind.toLowerCase().replace(/[^a-z]/g, '');
  for (const known of KINDS) {
    if (kind.includes(known)) return ALONE.includes(known) ? null : known;
  }
  if (kind.includes('member')) return 'conversation';
  throw new Error(`unknown kind of door '${row.door.kind}'`);
}

// The codes of which one must come, or null where the row promises nothing for this case.
export function expectedCodes(row, token, object) {
  const open = !NEEDS_TOKEN.has(row.auth);
  if (['none', 'garbage', 'expired', 'loggedOut'].includes(token)) {
    return open ? null : UNAUTHENTICATED;
  }
  if (token === 'disabled') return open ? null : DISABLED;
  if (token === 'admin') return row.auth === 'admin' && object === 'mine' ? [200] : null;
  if (row.auth !== 'user' && !open) return [403];
  const kind = objectKind(row);
  const door = kind && (DOORS[kind] ?? null);
  if (token === 'me') return !door || object === 'mine' ? [200] : door[object];
  if (!door) return null;
  if (token === 'removed') {
    return {mine: REMOVED[kind] ?? null, missing: door.missing, foreign: door.foreign}[object];
  }
  // A stranger: what is mine is foreign to them, and what is foreign to me is their own.
  return {mine: door.foreign, missing: door.missing, foreign: null}[object];
}
