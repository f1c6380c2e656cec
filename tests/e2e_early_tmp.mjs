import {Server} from './lib/server.mjs';
import {launch, Client} from './e2e/browser.mjs';
import {group, person, unique} from './lib/world.mjs';
const [binary, from, to, step] = process.argv.slice(2);
const server = await Server.start({binary, store: 'sqlite'});
const http = server.http;
const id = unique();
const ann = await person(http, 'ann', id), bob = await person(http, 'bob', id);
const one = await group(http, ann, [bob], 'One'), two = await group(http, ann, [bob], 'Two');
const browser = await launch();
const client = await Client.open(browser, server.origin, 'bob', {outDir: '/tmp', prefix: 'x'});
await client.signIn(bob.name, bob.password);
const page = client.page;
let lost = [], all = 0;
for (let ms = Number(from); ms < Number(to); ms += Number(step)) {
  await page.evaluate((h) => { location.hash = h; }, `#/c/${one}`);
  await page.waitForURL(`**/#/c/${one}`);
  await page.waitForTimeout(300);
  await page.reload({waitUntil: 'commit'});
  await page.evaluate(([h, ms]) => new Promise((r) => setTimeout(() => { location.hash = h; r(); }, ms)), [`#/c/${two}`, ms]);
  await page.waitForTimeout(700);
  all++;
  if (!page.url().endsWith(`/c/${two}`)) lost.push(ms.toFixed(1));
}
console.log(binary, 'lost', lost.length, 'of', all, lost.join(' '));
await browser.close(); await server.stop(); process.exit(0);
