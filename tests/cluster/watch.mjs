// How long others noticed a fault, and whether all nodes agree on who is online.
import {sleep} from '../lib/report.mjs';
import {API} from '../lib/world.mjs';

const EACH_MS = 50;
const MARKS_EACH_MS = 200;
const ASK_TIMEOUT_MS = 3000;

// Waits until every sender has an acknowledgement, and every probe of a running node a message from
// the probe of every running node, of something sent after `since`; fails `limitMs` after `from`
// and says what does not work. Answers the milliseconds since `from`.
export async function serviceBack({senders, probes, cluster}, since, limitMs, from = since) {
  for (;;) {
    const live = probes.filter((p) => cluster.live.includes(cluster.nodes[p.home]));
    const dumb = senders.filter((s) => !s.log.some((m) => m.sentAt >= since && m.id !== null));
    const deaf = [];
    for (const to of live) {
      for (const other of live) {
        if (to !== other && !heardFrom(to, other, since)) {
          deaf.push(`${cluster.nodes[other.home].name} → ${cluster.nodes[to.home].name}`);
        }
      }
    }
    const passed = performance.now() - from;
    if (!dumb.length && !deaf.length) return passed;
    if (passed > limitMs) {
      const who = dumb.slice(0, 5).map((s) => `${s.person.id} (${s.kind}, home ` +
          `${cluster.nodes[s.home].name})`);
      throw new Error(`not back within ${limitMs} ms: ${dumb.length} senders without an ` +
          `acknowledgement (${who}), not heard live: ${deaf.join(', ') || 'none'}`);
    }
    await sleep(EACH_MS);
  }
}

function heardFrom(to, from, since) {
  const sent = new Set(from.log.filter((m) => m.sentAt >= since).map((m) => m.clientId));
  return to.sessions.some((s) => s.heard.some((h) => sent.has(h.clientMsgId)));
}

// The longest time in ms, of what was sent after `since`, from sending to the acknowledgement of
// any sender, but not before `back`, and from the acknowledgement to being heard by a probe; probes
// of the node `without` do not count.
export function longest({senders, probes, cluster}, since, without, back = since) {
  let ack = 0;
  for (const s of senders) {
    for (const m of s.log.filter(({sentAt}) => sentAt >= since)) {
      ack = Math.max(ack, m.ackedAt - Math.max(m.sentAt, back));
    }
  }
  let push = 0;
  const counted = probes.filter((p) => cluster.nodes[p.home] !== without);
  for (const to of counted) {
    const at = new Map(to.sessions.flatMap((s) => s.heard).map((h) => [h.clientMsgId, h.at]));
    for (const m of counted.filter((p) => p !== to).flatMap((p) => p.log)) {
      if (m.sentAt >= since && at.has(m.clientId)) {
        push = Math.max(push, at.get(m.clientId) - m.ackedAt);
      }
    }
  }
  return {ack, push};
}

// Whom a node shows online, of `ids`; null while it does not answer.
async function shown(node, token, ids) {
  try {
    const {status, json} = await node.http.request('GET',
        `${API}/user/online/status?userIds=${ids.join(',')}`,
        {headers: {Authorization: `Bearer ${token}`}, timeoutMs: ASK_TIMEOUT_MS});
    if (status !== 200 || json?.code !== 200) return null;
    return new Map(json.data.map((d) => [d.userId, d.online]));
  } catch {
    return null;
  }
}

// Waits until every running node shows online exactly who has an open session at a running node.
// Answers the milliseconds since `since`; fails when they are more than limitMs.
export async function marksRight({cluster, people}, since, limitMs) {
  const truth = () => people.map((p) => p.places.some((n) => cluster.live.includes(n)));
  const ids = people.map((p) => p.person.id);
  for (;;) {
    const before = truth();
    const wrong = [];
    for (const node of cluster.live) {
      const marks = await shown(node, people[0].person.token, ids);
      if (!marks) {
        wrong.push(`${node.name} does not answer`);
        continue;
      }
      people.forEach((p, i) => {
        if (marks.get(ids[i]) === before[i]) return;
        const places = p.places.map((n) => n.name).join(', ');
        const mark = before[i] ? `offline (at ${places})` : 'online';
        wrong.push(`${node.name} shows ${ids[i]} ${mark}`);
      });
    }
    const passed = performance.now() - since;
    const after = truth();
    if (!wrong.length && before.every((value, i) => value === after[i])) return passed;
    if (passed > limitMs) {
      throw new Error(`online marks are wrong after ${limitMs} ms: ` +
          `${wrong.slice(0, 80).join(', ')}; ${wrong.length} in all`);
    }
    await sleep(MARKS_EACH_MS);
  }
}
