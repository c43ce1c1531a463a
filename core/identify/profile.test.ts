import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDepartment } from '#core/company/department.ts';
import { personRecord } from '#core/match/person-record.ts';
import { company, person, walkCompanies } from '#fixtures/seen-rows.ts';
import { Directory } from './directory.ts';
import { readAccount, readPerson, storeAccount, storePerson } from './profile.ts';

test('a stored profile reads back as what it was', () => {
  const directory = new Directory();
  const [{ id } = { id: 0 }] = walkCompanies(
    [
      [
        'crm',
        company('株式会社青空(旧社名:北斗)', {
          corporateNumber: '4011001098993',
          domains: ['aozora.co.jp'],
          phones: ['0312345679'],
          address: '東京都千代田区丸の内1-2-3 青空ビル5F',
          attributes: { employees: 120 },
        }),
      ],
    ],
    1_000,
    directory,
  );
  const profile = directory.accounts.get(id)!;
  assert.deepEqual(readAccount(id, JSON.parse(JSON.stringify(storeAccount(profile)))), profile);
  const known = personRecord(
    person('山田 太郎', {
      mail: 't.yamada@aozora.co.jp',
      mobile: '09012345679',
      department: parseDepartment('営業部'),
    }),
    '7',
  );
  assert.deepEqual(readPerson(JSON.parse(JSON.stringify(storePerson(known)))), known);
});
