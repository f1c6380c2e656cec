// People of both families: made over RuoYi-IM's API, with tokens of OpenIM too. Their OpenIM user id
// is the decimal form of their id.
import {openimAdmin, openimToken} from '../../../lib/openim.mjs';
import {OpenimSocket} from '../../../lib/openim_socket.mjs';
import {person} from '../../../lib/world.mjs';

export async function makePeople(server, names, platform = 3) {
  const admin = await openimAdmin(server);
  const people = {admin};
  for (const name of names) {
    const ruoyi = await person(server.http, name);
    const id = `${ruoyi.id}`;
    people[name] = {id, nick: ruoyi.nick, ruoyi,
      token: await openimToken(server, admin, id, platform)};
  }
  return people;
}

// The name of the conversation of two.
export const chatOf = (a, b) => `si_${[a.id, b.id].sort().join('_')}`;

// Runs `body` with an open socket of each person; closes them.
export async function withSockets(server, people, options, body) {
  const sockets = [];
  try {
    for (const person of people) sockets.push(await OpenimSocket.open(server, person, options));
    return await body(...sockets);
  } finally {
    for (const socket of sockets) socket.close();
  }
}
