// What a browser is told about the pages of the web client.
import assert from 'node:assert/strict';

const policyOf = (answer) => new Map(answer.headers.get('content-security-policy').split(';')
    .map((rule) => rule.trim().split(/\s+(.*)/)));

export const on = 'sqlite';
export const tests = [
  {
    name: 'a page may speak to its own host alone and is nobody else\'s',
    async body({server}) {
      const answer = await fetch(`${server.origin}/`);
      assert.equal(answer.status, 200);
      const policy = policyOf(answer);
      assert.equal(policy.get('default-src'), "'self'");
      assert.equal(policy.get('connect-src'), "'self'");
      assert.equal(policy.get('form-action'), "'self'");
      assert.equal(policy.get('frame-ancestors'), "'none'");
      assert.equal(answer.headers.get('referrer-policy'), 'same-origin');
      assert.equal(answer.headers.get('cross-origin-opener-policy'), 'same-origin');
      const allowed = answer.headers.get('permissions-policy');
      assert.match(allowed, /camera=\(self\)/);
      assert.match(allowed, /geolocation=\(\)/);
    },
  },
  {
    name: 'a letter is shown where nothing runs and nothing is loaded but pictures',
    async body({server}) {
      const pictures = {'/letter.html': "'self'", '/letter_pictures.html': "'self' http: https:"};
      for (const [path, from] of Object.entries(pictures)) {
        const answer = await fetch(server.origin + path);
        assert.equal(answer.status, 200, path);
        const policy = policyOf(answer);
        assert.equal(policy.get('default-src'), "'none'");
        assert.equal(policy.get('img-src'), from);
        assert.equal(policy.get('script-src'), undefined, 'none but the default');
        assert.equal(policy.get('form-action'), "'none'");
        assert.equal(policy.get('base-uri'), "'none'");
        assert.equal(policy.get('frame-ancestors'), "'self'");
        assert.doesNotMatch(policy.get('sandbox'), /scripts|top-navigation|forms|modals/);
        assert.equal(answer.headers.get('referrer-policy'), 'same-origin');
        assert.doesNotMatch(await answer.text(), /<script|style=| on/);
      }
    },
  },
];
