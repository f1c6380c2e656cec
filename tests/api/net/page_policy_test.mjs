// What a browser is told about the pages of the web client.
import assert from 'node:assert/strict';

export const tests = [
  {
    name: 'a page may speak to its own host alone and is nobody else\'s',
    async body({server}) {
      const answer = await fetch(`${server.origin}/`);
      assert.equal(answer.status, 200);
      const policy = new Map(answer.headers.get('content-security-policy').split(';')
          .map((rule) => rule.trim().split(/\s+(.*)/)));
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
];
