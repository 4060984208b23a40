import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { FlagClient, loadDefinitions } from '../../src/flags.js';

const definitions = await loadDefinitions(fileURLToPath(new URL('../../flags', import.meta.url)));

test('a flag without targeting has its default variant', () => {
  assert.equal(new FlagClient(definitions).getNumberValue('digest-length', 0), 120);
});

test('targeting decides by environment', () => {
  const development = new FlagClient(definitions, { environment: 'development' });
  const production = new FlagClient(definitions, { environment: 'production' });
  assert.equal(development.getBooleanValue('story-digest', false), true);
  assert.equal(production.getBooleanValue('story-digest', true), false);
});

test('an unknown flag, a disabled one and one of another type have the fallback', () => {
  const client = new FlagClient({
    off: { state: 'DISABLED', variants: { on: true }, defaultVariant: 'on' },
    text: { state: 'ENABLED', variants: { a: 'a' }, defaultVariant: 'a' },
  });
  for (const key of ['none', 'off', 'text']) assert.equal(client.getBooleanValue(key, false), false);
});
