// The crash test: load, `kill -9` at a random moment, restart, retry, read everything back.
// Messages that are being sent, reminders that are due, backups that are made and restored.
import {eachOf, sleep} from '../lib/report.mjs';
import {directChat, group, person} from '../lib/world.mjs';
import {killBackups} from './backups.mjs';
import {check} from './check.mjs';
import {FLAGS, lookAgain, makeOffice, reminderRound} from './reminders.mjs';
import {HttpSender, Round, WsSender} from './senders.mjs';

const SENDERS = 64;
const GROUPS = 4;
const LOAD_MS = [500, 3000];
const SIGN_UPS_AT_ONCE = 8;
const REMINDER_ROUNDS = 3;  // beside messages; alone (`--only reminders`) all of them
const BACKUP_ROUNDS = 3;    // likewise (`--only backup`)
const KINDS = ['lost', 'doubled', 'gaps', 'disorder', 'vanished'];

// Numbers in [0, 1) that a seed repeats (mulberry32).
export function seeded(seed) {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

// Each sender writes alone into a conversation with the next person, and with the others of its
// quarter into a group; every second sender uses HTTP. make(person, conversations, i) makes one.
export async function makeSenders(server, count, random, make = null) {
  const people = [];
  await eachOf(Array.from({length: count}), SIGN_UPS_AT_ONCE, async (_, i) => {
    people[i] = await person(server.http, 'crash');
  });
  const groups = [];
  for (let g = 0; g < GROUPS; g++) {
    const members = people.filter((_, i) => i % GROUPS === g);
    groups.push(await group(server.http, members[0], members.slice(1), `Crash ${g}`));
  }
  const senders = [];
  await eachOf(people, SIGN_UPS_AT_ONCE, async (p, i) => {
    const own = await directChat(server.http, p, people[(i + 1) % count]);
    const conversations = [own, groups[i % GROUPS]];
    const Kind = Math.floor(i / GROUPS) % 2 ? WsSender : HttpSender;
    senders[i] = make?.(p, conversations, i) ?? new Kind(server, p, conversations, random);
  });
  return senders;
}

// One round. Answers the counts of check() and how much was sent.
export async function crashRound(server, senders, random, loadMs = LOAD_MS) {
  const round = new Round();
  await Promise.all(senders.map((s) => s.connect()));
  const loads = senders.map((s) => s.load(round));
  const failed = Promise.all(loads);
  const ms = loadMs[0] + random() * (loadMs[1] - loadMs[0]);
  const before = senders.reduce((n, s) => n + s.log.length - s.unacked.size, 0);
  await Promise.race([failed, sleep(ms)]);
  round.running = false;
  await server.kill9();
  await Promise.all([failed, ...senders.map((s) => s.disconnect())]);
  const unacked = senders.map((s) => [...s.unacked]);
  const acked = senders.reduce((n, s) => n + s.log.length - s.unacked.size, 0) - before;
  await server.launch();
  await Promise.all(senders.map((s) => s.connect()));
  await Promise.all(senders.map((s, i) => {
    const last = s.log.findLast((m) => m.id !== null);
    return s.retry(last ? [...unacked[i], last] : unacked[i]);
  }));
  senders.forEach((s) => s.disconnect());
  const result = await check(server.http, senders);
  return {...result, ms, acked, retried: unacked.flat().length};
}

// Messages under load.
async function killSenders({report, store, startServer, rounds, seed, only, print}) {
  const suite = `crash ${store}`;
  const random = seeded(seed);
  const server = await startServer();
  try {
    const senders = await makeSenders(server, SENDERS, random);
    print(`crash ${store}: ${SENDERS} senders, ${rounds} rounds, --seed ${seed}`);
    for (let i = 1; i <= rounds; i++) {
      const name = `round ${i}`;
      if (!name.includes(only)) continue;
      let broken = false;
      await report.test(suite, name, async () => {
        broken = true;
        const r = await crashRound(server, senders, random);
        print(`  ${name}: killed after ${r.ms.toFixed(0)} ms; acknowledged ${r.acked}, retried ` +
            `${r.retried}, stored in all ${r.stored}; lost ${r.lost}, doubled ${r.doubled}, ` +
            `gaps ${r.gaps}, wrong order ${r.disorder}, heard and vanished ${r.vanished}`);
        broken = false;
        const text = [`seed ${seed}`, ...r.examples].join('\n');
        if (KINDS.some((k) => r[k])) throw Object.assign(new Error(text), {report: text});
        if (r.acked < SENDERS) throw new Error(`no load: only ${r.acked} acknowledged`);
      });
      if (broken) {
        print(server.stderr.slice(-3000));
        break;
      }
    }
  } finally {
    await server.stop();
  }
}

function judge(seed, {lost, doubled, examples}) {
  if (!lost && !doubled) return;
  const text = [`lost ${lost}, doubled ${doubled}; seed ${seed}`, ...examples].join('\n');
  throw Object.assign(new Error(text), {report: text});
}

// Reminders of the office that are due.
async function killReminders({report, store, startServer, seed, print}, rounds) {
  const suite = `crash ${store}`;
  const random = seeded(seed);
  const server = await startServer({testClock: true, flags: FLAGS});
  try {
    const office = await makeOffice(server.http);
    const sum = {rounds: 0, jobs: 0, told: 0, amid: 0, lost: 0, doubled: 0};
    for (let i = 1; i <= rounds; i++) {
      let broken = true;
      await report.test(suite, `reminders ${i}`, async () => {
        const r = await reminderRound(server, office, random);
        broken = false;
        print(`  reminders ${i}: ${r.jobs} due, killed when ${r.done} of ${r.due} had come to ` +
            `one person; of ${r.told} lost ${r.lost}, doubled ${r.doubled}`);
        sum.rounds++;
        if (r.done > 0 && r.done < r.due) sum.amid++;
        for (const kind of ['jobs', 'told', 'lost', 'doubled']) sum[kind] += r[kind];
        judge(seed, r);
      });
      if (broken) return print(server.stderr.slice(-3000));
    }
    await report.test(suite, 'reminders of all rounds', async () => {
      const r = await lookAgain(server.http, office);
      print(`crash ${store}: ${sum.jobs} reminders, ${sum.told} to be told, ${sum.rounds} kills, ` +
          `${sum.amid} amid them; lost ${sum.lost}, doubled ${sum.doubled}; in the end lost ` +
          `${r.lost}, doubled ${r.doubled}; --seed ${seed}`);
      judge(seed, r);
      if (sum.amid === 0) throw new Error('never killed amid them');
    });
  } finally {
    await server.stop();
  }
}

export async function run(context) {
  const {only, rounds} = context;
  if (Array.from({length: rounds}, (_, i) => `round ${i + 1}`).some((one) => one.includes(only))) {
    await killSenders(context);
  }
  if ('reminders'.includes(only)) {
    await killReminders(context, only ? rounds : Math.min(rounds, REMINDER_ROUNDS));
  }
  if ('backup'.includes(only)) {
    await killBackups(context, only ? rounds : Math.min(rounds, BACKUP_ROUNDS),
        seeded(context.seed));
  }
}
