import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { learnMailPatterns, mailPatternOf, nameInMail, sayMailPattern, type Addressed } from './mail-pattern.ts';

const sato = { familyReadings: ['sato'], givenReadings: ['taro'] };

test('an address is read by its owner’s name', () => {
  for (const [local, pattern] of [
    ['taro.sato', 'G.F'],
    ['sato.taro', 'F.G'],
    ['sato_taro', 'F_G'],
    ['t.satou', 'g.F'],
    ['sato-t', 'F-g'],
    ['tsato', 'gF'],
    ['satot', 'Fg'],
    ['sato2', 'F'],
    ['tarou', 'G'],
    ['a123456', '#'],
    ['hanako.sato', undefined],
    ['info', undefined],
    ['taro.b.sato', undefined],
  ] as const)
    assert.equal(mailPatternOf({ ...sato, local }), pattern, local);
});

test('beside a family name stands the given name that nobody can read', () => {
  const unread = { familyReadings: ['sato'], givenReadings: [] };
  for (const [local, pattern] of [
    ['hiroto.sato', 'G.F'],
    ['sato_hiroto', 'F_G'],
    ['h.sato', 'g.F'],
    ['hsato', 'gF'],
    ['sato', 'F'],
    ['hiroto', undefined],
    ['hiroto.suzuki', undefined],
  ] as const)
    assert.equal(mailPatternOf({ ...unread, local }), pattern, local);
});

test('a pattern is said in words', () => {
  assert.deepEqual(sayMailPattern('G.F'), { ja: '名.姓@', en: 'given.family@' });
  assert.deepEqual(sayMailPattern('gF'), { ja: '名の頭文字+姓@', en: 'gfamily@' });
});

const people = (locals: readonly string[], domain = 'aozora.co.jp'): Addressed[] =>
  locals.map((local) => {
    const [given, family] = local.split(' ')[0]!.split('.') as [string, string];
    return { domain, local: local.split(' ')[1] ?? local, familyReadings: [family], givenReadings: [given] };
  });

test('three people who agree tell the pattern of a domain; one in three who does not leaves it open', () => {
  const locals = ['taro.sato', 'jiro.suzuki', 'hanako.tanaka'];
  assert.equal(learnMailPatterns(people(locals)).get('aozora.co.jp'), 'G.F');
  assert.equal(learnMailPatterns(people(locals.slice(1))).size, 0);
  assert.equal(learnMailPatterns(people([...locals, 'ken.mori ken'])).size, 0);
  assert.equal(learnMailPatterns(people([...locals, ...locals])).get('aozora.co.jp'), 'G.F', 'a person counts once');
});

test('an address of the domain spells a name', () => {
  for (const [local, pattern, name] of [
    ['ichiro.kato', 'G.F', 'kato ichiro'],
    ['kato_ichiro', 'F_G', 'kato ichiro'],
    ['ikato', 'gF', 'kato i'],
    ['kato-i', 'F-g', 'kato i'],
    ['kato3', 'F', 'kato '],
    ['ichiro', 'G', undefined],
    ['123456', '#', undefined],
    ['kato', 'G.F', undefined],
    ['sales.team.tokyo', 'G.F', undefined],
  ] as const) {
    const found = nameInMail(local, pattern);
    assert.equal(found && `${found.family} ${found.given}`, name, local);
  }
});

const localOf: Readonly<Record<string, (family: string, given: string) => string>> = {
  'G.F': (family, given) => `${given}.${family}`,
  'F.G': (family, given) => `${family}.${given}`,
  gF: (family, given) => given[0] + family,
  F: (family) => family,
};

test('what a pattern is learnt from does not depend on the order, and it reads its own people', () => {
  const name = fc.constantFrom('sato', 'suzuki', 'tanaka', 'kato', 'mori', 'ono');
  const given = fc.constantFrom('taro', 'jiro', 'ken', 'hanako', 'yui');
  const shape = fc.constantFrom('G.F', 'F.G', 'gF', 'F');
  fc.assert(
    fc.property(fc.array(fc.tuple(name, given, shape), { maxLength: 12 }), (drawn) => {
      const known = drawn.map(([f, g, pattern]) => ({
        domain: 'a.jp',
        local: localOf[pattern]!(f, g),
        familyReadings: [f],
        givenReadings: [g],
      }));
      const learnt = learnMailPatterns(known).get('a.jp');
      assert.equal(learnMailPatterns([...known].reverse()).get('a.jp'), learnt);
      if (learnt)
        for (const one of known)
          if (mailPatternOf(one) === learnt) assert.equal(nameInMail(one.local, learnt)?.family, one.familyReadings[0]);
    }),
    { seed: 20260404 },
  );
});
