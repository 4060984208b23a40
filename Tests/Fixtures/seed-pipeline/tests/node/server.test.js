import assert from 'node:assert/strict';
import { test } from 'node:test';

import { health } from '../../src/server.js';

test('a service that runs is well and says where', () => {
  assert.deepEqual(health('staging'), { status: 'ok', environment: 'staging' });
});
