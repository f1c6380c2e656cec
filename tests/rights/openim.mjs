// The matrix of rights for the rows of OpenIM. Their rows name the user they act for ("self"), or a
// group and what the caller must be in it; administrators may act for everybody.
import {mustOpenim, openimAdmin, openimPeople, openimToken, secretOf} from '../lib/openim.mjs';
import {unique} from '../lib/world.mjs';

const MISSING = 'nobody_at_all';
export const OPENIM_TOKENS = ['none', 'garbage', 'expired', 'loggedOut', 'foreign', 'removed', 'me',
  'admin'];

// me owns group.mine, where peer is an ordinary member and `removed` was one; peer is his friend.
export async function buildOpenimWorld(server) {
  const uniq = unique();
  const admin = await openimAdmin(server);
  const names = ['me', 'peer', 'foreign', 'removed', 'stranger', 'applicant'];
  const people = await openimPeople(server, admin, names, uniq);
  const user = Object.fromEntries(names.map((n) => [n, people[n].id]));
  Object.assign(user, {mine: user.me, missing: MISSING});
  return {people, admin, values: {user, unique: uniq, secret: secretOf(server),
    token: {me: people.me.token}, handle: {get new() { return `new_${unique()}`; }}}};
}

// After the clock was moved past the life of tokens: those made before are the expired ones.
export async function renewOpenimTokens(server, world) {
  const {people} = world;
  const admin = await openimAdmin(server);
  const tokens = {none: null, garbage: 'garbage', expired: people.me.token, admin: admin.token};
  for (const name of ['me', 'foreign', 'removed']) {
    tokens[name] = await openimToken(server, admin, people[name].id);
  }
  tokens.loggedOut = await openimToken(server, admin, people.me.id, 9);
  await mustOpenim(server.openim, '/auth/force_logout', admin.token,
      {platformID: 9, userID: people.me.id});
  world.values.token.me = tokens.me;
  world.tokens = tokens;
}

const SELF = {missing: [1002], foreign: [1002]};
const GROUP = {missing: [1004], foreign: [1002, 1004]};
const DOORS = {self: SELF, group: GROUP};

export function openimKind(row) {
  const kind = row.door?.kind ?? '';
  if (kind === 'self') return 'user';
  return kind === '' ? null : 'group';
}

// The codes of which one must come, or null where the row promises nothing for this case.
export function openimCodes(row, token, object) {
  const open = row.auth === 'none';
  if (['none', 'garbage', 'expired', 'loggedOut'].includes(token)) {
    return open ? null : {none: [1001], garbage: [1503], expired: [1501], loggedOut: [1506]}[token];
  }
  const kind = openimKind(row);
  if (token === 'admin') {
    if (object === 'mine') return [0];
    return object === 'missing' && kind ? [1004, 0] : null;
  }
  if (row.auth === 'admin') return [1002];
  if (!kind) return token === 'me' ? [0] : null;
  const door = DOORS[kind === 'user' ? 'self' : 'group'];
  if (token === 'me') return object === 'mine' ? [0] : door[object];
  return {mine: door.foreign, missing: door.missing, foreign: null}[object];
}
