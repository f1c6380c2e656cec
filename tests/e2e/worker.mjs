// What the service worker does: notifications, and a start without the server.
import assert from 'node:assert/strict';
import {befriend, directChat, must, person} from '../lib/world.mjs';
import {launch} from './browser.mjs';
import {Story} from './story.mjs';

// Messages are kept for the next start after a moment of rest.
const KEPT_MS = 3_000;

export class WorkerStory extends Story {
  constructor(server, browser, place) { super(server, browser, place, 'worker-'); }

  steps() {
    return [
      ['worker: a notification leads to its chat', () => this.notification()],
      ['worker: the page starts while the server is away', () => this.away()],
    ];
  }

  async notification() {
    const {http, uniq} = this;
    this.browser = this.whole = await launch({whole: true});
    this.ann = await person(http, 'ann', `k${uniq}`);
    this.bob = await person(http, 'bob', `k${uniq}`);
    await befriend(http, this.ann, this.bob);
    this.dm = await directChat(http, this.ann, this.bob);
    this.b = await this.open(this.bob);
    const {page} = this.b;
    await page.context().grantPermissions(['notifications'], {origin: this.server.origin});
    // As on telephones.
    await page.addInitScript(() => {
      const {permission, requestPermission} = Notification;
      window.Notification = class {
        static permission = permission;
        static requestPermission = requestPermission;
        constructor() { throw new TypeError('Illegal constructor'); }
      };
    });
    await page.reload();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
    await this.b.click('nav-settings');
    const on = this.b.get('set-desktop').first();
    await on.waitFor();
    const box = on.locator('input').first();
    if (!await box.isChecked()) await on.locator('.el-switch__core').first().click();
    await must(http, 'POST', '/message/send', this.ann.token,
        {conversationId: this.dm, type: 'TEXT', content: 'w1 are you there'});
    const [worker] = page.context().serviceWorkers();
    await this.b.until('a notification', () => worker.evaluate(
        async () => (await self.registration.getNotifications()).length === 1));
    const text = await worker.evaluate(async () => {
      const [notification] = await self.registration.getNotifications();
      self.dispatchEvent(new NotificationEvent('notificationclick', {notification}));
      return notification.body;
    });
    assert.equal(text, 'w1 are you there');
    await this.b.hears('w1 are you there');
    await this.b.until('it went away', () => worker.evaluate(
        async () => (await self.registration.getNotifications()).length === 0));
  }

  async away() {
    const {page} = this.b;
    await page.reload();
    await this.b.hears('w1 are you there');
    // What the page loads later is kept, too.
    await this.b.until('the files are kept', () => page.evaluate(async () => {
      const cache = await caches.open('koine-assets');
      const wanted = performance.getEntriesByType('resource').map((each) => each.name)
          .filter((name) => /assets.*(js|css)$/.test(name));
      const kept = await Promise.all(wanted.map((name) => cache.match(name)));
      return wanted.length > 0 && kept.every((each) => each);
    }));
    await page.waitForTimeout(KEPT_MS);
    await this.server.kill9();
    await page.reload();
    await this.b.get('connection-bar').waitFor();
    await this.b.hears('w1 are you there');
    await this.b.shot('away');
    await this.server.launch();
    await this.b.get('connection-bar').waitFor({state: 'detached'});
    assert.deepEqual(this.errors, []);
  }

  async close() {
    await super.close();
    await this.whole?.close();
  }
}
