import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shownPhone } from './phone.ts';

const cases: [stored: string, shown: string][] = [
  ['0312345678', '03-1234-5678'],
  ['0661234567', '06-6123-4567'],
  ['0521234567', '052-123-4567'],
  ['0467123456', '0467-12-3456'],
  ['0120123456', '0120-123-456'],
  ['0570012345', '0570-012-345'],
  ['08001234567', '0800-123-4567'],
  ['09012345678', '090-1234-5678'],
  ['07012345678', '070-1234-5678'],
  ['05012345678', '050-1234-5678'],
  ['+12125550123', '+1 212 555 0123'],
  ['0999', '0999'],
  ['内線 12', '内線 12'],
  ['', ''],
];
for (const [stored, shown] of cases)
  test(`${stored || '(nothing)'} is shown as ${shown || '(nothing)'}`, () => assert.equal(shownPhone(stored), shown));
