import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type DepartmentChange,
  departmentNow,
  formersOf,
  isBuiltUpon,
  parentsOf,
  readDepartmentChange,
} from './department-changes.ts';
import { departmentTree } from './department-tree.ts';

const made = (key: string, ...personIds: number[]) => ({ key, name: key, personIds });
const change = (
  kind: DepartmentChange['kind'],
  from: string[],
  into: ReturnType<typeof made>[],
  on: string,
  parentKey?: string | null,
): DepartmentChange => ({ kind, from, into, on, parentKey });

const renamed = change('rename', ['営業企画部'], [made('事業企画部')], '2024-04-01');
const merged = change('merge', ['事業企画部', '経営企画部'], [made('企画本部')], '2025-04-01');

test('a renamed department, and one merged afterwards, is what it became, whatever order the changes were entered in', () => {
  for (const changes of [
    [renamed, merged],
    [merged, renamed],
  ]) {
    assert.equal(departmentNow(changes, '営業企画部'), '企画本部');
    assert.equal(departmentNow(changes, '経営企画部'), '企画本部');
    assert.equal(departmentNow(changes, '購買部'), '購買部');
    assert.deepEqual(
      formersOf(changes, new Map())
        .get('企画本部')!
        .map(({ key, kind, on }) => [key, kind, on]),
      [
        ['事業企画部', 'merge', '2025-04-01'],
        ['経営企画部', 'merge', '2025-04-01'],
        ['営業企画部', 'rename', '2024-04-01'],
      ],
    );
  }
});

test('a split department goes by its parts for those who were given to one', () => {
  const split = change('split', ['営業部'], [made('営業1部', 7), made('営業2部', 8)], '2024-04-01');
  const later = change('rename', ['営業2部'], [made('法人営業部')], '2025-04-01');
  assert.equal(departmentNow([split, later], '営業部', 7), '営業1部');
  assert.equal(departmentNow([split, later], '営業部', 8), '法人営業部');
  assert.equal(departmentNow([split, later], '営業部', 9), '営業部');
  assert.equal(departmentNow([split, later], '営業部'), '営業部');
});

test('renamed to and fro: the department is there again', () => {
  const back = change('rename', ['事業企画部'], [made('営業企画部')], '2025-04-01');
  assert.equal(departmentNow([renamed, back], '営業企画部'), '営業企画部');
  assert.equal(departmentNow([renamed, back], '事業企画部'), '営業企画部');
});

test('a department lies where it was put, with all that lies in it', () => {
  const seen = ['営業本部 第一営業部', '営業本部 第二営業部', '技術部'].map((name) => ({ key: name, name, people: 1 }));
  const moved = change('move', ['営業本部 第一営業部'], [], '2024-04-01', '技術部');
  const tree = departmentTree(seen, { parents: parentsOf([moved]), formers: new Map() });
  assert.deepEqual(
    tree.map(({ name, children }) => [name, children.map((child) => child.name)]),
    [
      ['営業本部', ['第2営業部']],
      ['技術部', ['第1営業部']],
    ],
  );
});

const standing = [
  { key: '営業部', parentKey: null, personIds: [1, 2] },
  { key: '営業1課', parentKey: '営業部', personIds: [3] },
  { key: '技術部', parentKey: null, personIds: [] },
];
const enter = (given: Partial<Parameters<typeof readDepartmentChange>[0]>) =>
  readDepartmentChange(
    {
      kind: 'rename',
      fromKeys: ['営業部'],
      into: [{ name: '法人営業部', personIds: [] }],
      parentKey: undefined,
      on: '2024-04-01',
      ...given,
    },
    standing,
    '2024-05-01',
  );

test('what is entered is read, and what does not fit is refused', () => {
  assert.deepEqual(enter({}).into, [{ key: '法人営業部', name: '法人営業部', personIds: [] }]);
  const refused: [Parameters<typeof enter>[0], string][] = [
    [{ on: '2024-05-02' }, 'department_change_ahead'],
    [{ fromKeys: ['購買部'] }, 'department_gone'],
    [{ fromKeys: [] }, 'department_change_incomplete'],
    [{ kind: 'merge' }, 'department_change_incomplete'],
    [{ into: [{ name: ' ', personIds: [] }] }, 'department_name_missing'],
    [{ into: [{ name: '営業部', personIds: [] }] }, 'department_name_taken'],
    [{ kind: 'add', fromKeys: [], into: [{ name: '技術部', personIds: [] }] }, 'department_name_taken'],
    [
      {
        kind: 'split',
        into: [
          { name: '東部', personIds: [3] },
          { name: '西部', personIds: [] },
        ],
      },
      'department_people_wrong',
    ],
    [
      {
        kind: 'split',
        into: [
          { name: '東部', personIds: [1] },
          { name: '西部', personIds: [1] },
        ],
      },
      'department_people_wrong',
    ],
    [{ kind: 'move', into: [], parentKey: '営業1課' }, 'department_in_itself'],
    [{ kind: 'move', into: [], parentKey: '営業部' }, 'department_in_itself'],
  ];
  for (const [given, code] of refused) assert.throws(() => enter(given), { code }, JSON.stringify(given));
  assert.equal(enter({ kind: 'move', fromKeys: ['技術部'], into: [], parentKey: '営業部' }).parentKey, '営業部');
});

test('a change that a later one goes on from is known', () => {
  assert.ok(isBuiltUpon(renamed, [merged]));
  assert.ok(!isBuiltUpon(merged, [renamed]));
});

test('following changes always ends at one department, whatever they are', () => {
  const key = fc.constantFrom('a', 'b', 'c', 'd');
  const any = fc
    .record({ from: key, to: key, day: fc.integer({ min: 1, max: 28 }) })
    .map(({ from, to, day }) => change('rename', [from], [made(to)], `2024-04-${String(day).padStart(2, '0')}`));
  fc.assert(
    fc.property(fc.array(any, { maxLength: 8 }), key, (changes, start) => {
      const end = departmentNow(changes, start);
      assert.ok(end === start || changes.some(({ into }) => into[0]!.key === end));
    }),
  );
});
