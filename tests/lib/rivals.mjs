// Many who want one meeting room for one hour, over a few connections that stay open.
import assert from 'node:assert/strict';
import http from 'node:http';
import {administrator, must, person, unique} from './world.mjs';

const RIVALS = 1000;
const CONNECTIONS = 16;
const DAY = '2031-03-04';

export const meetingRoom = async (client, more = {}) => must(client, 'POST',
    '/meeting-room/create', (await administrator(client)).token,
    {roomName: `Room ${unique()}`, capacity: 20, ...more});

function post(agent, origin, token, value) {
  return new Promise((resolve, reject) => {
    const request = http.request(`${origin}/api/im/meeting-room/book`, {method: 'POST', agent,
      headers: {'Authorization': `Bearer ${token}`, 'Content-Type': 'application/json'}}, (r) => {
      let body = '';
      r.on('data', (piece) => { body += piece; });
      r.on('end', () => resolve(JSON.parse(body)));
    });
    request.on('error', reject);
    request.end(JSON.stringify(value));
  });
}

// Books one room a thousand times at once at these servers of one store: exactly one is told yes,
// all others that it is taken, and every server shows that one booking.
export async function oneOfAThousand(clients) {
  const people = await Promise.all(Array.from({length: CONNECTIONS}, (_, i) =>
    person(clients[i % clients.length], `r${i}x`)));
  const roomId = await meetingRoom(clients[0]);
  const agents = people.map(() => new http.Agent({keepAlive: true, maxSockets: 1}));
  try {
    // Each begins at another second of the hour's first minute, so that they are not repetitions.
    const answers = await Promise.all(Array.from({length: RIVALS}, (_, i) => {
      const hand = i % CONNECTIONS;
      return post(agents[hand], clients[hand % clients.length].origin, people[hand].token, {roomId,
        meetingTitle: `rival ${i}`, attendeeCount: 2, endTime: `${DAY} 11:00:00`,
        startTime: `${DAY} 10:00:${String(i % 60).padStart(2, '0')}`});
    }));
    const codes = new Map();
    for (const {code} of answers) codes.set(code, (codes.get(code) ?? 0) + 1);
    assert.deepEqual([...codes].sort(), [[200, 1], [4604, RIVALS - 1]]);
    const [winner] = answers.filter(({code}) => code === 200);
    for (const client of clients) {
      const plan = await must(client, 'GET', `/meeting-room/${roomId}/schedule?date=${DAY}`,
          people[0].token);
      assert.deepEqual(plan.schedules.map((s) => s.bookingId), [winner.data]);
    }
  } finally {
    for (const agent of agents) agent.destroy();
  }
}
