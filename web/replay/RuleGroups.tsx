import { Autocomplete, Badge, Button, CloseButton, Group, NumberInput, Select, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Hold, Rule, Start, Trait } from './replay.ts';

const holdKinds = [
  'stop_handing_over',
  'check_data_first',
  'nurture_longer',
] as const satisfies readonly Hold['kind'][];
const pointsMax = 1_000;

/** What a rule makes of what a lead is: points for its company or person, and groups that are kept from sales. */
export function RuleGroups({
  traits,
  rule,
  set,
}: {
  traits: Start['traits'];
  rule: Rule;
  set: (more: Partial<Rule>) => void;
}) {
  const { t, i18n } = useTranslation();
  const [points, setPoints] = useState(10);
  const [kind, setKind] = useState<Hold['kind']>('stop_handing_over');
  const fit = Object.entries(rule.fit).flatMap(([trait, own]) =>
    Object.entries(own).map(([value, given]) => ({ trait, value, points: given })),
  );
  const give = (trait: string, value: string, given: number | undefined) => {
    const { [value]: _, ...others } = rule.fit[trait] ?? {};
    const own = given === undefined ? others : { ...others, [value]: given };
    const { [trait]: __, ...rest } = rule.fit;
    set({ fit: Object.keys(own).length === 0 ? rest : { ...rest, [trait]: own } });
  };
  const hold = (trait: Trait, value: string) =>
    set({
      holds: [...rule.holds.filter((one) => one.trait !== trait || one.value !== value), { kind, trait, value }],
    });
  return (
    <Stack gap="md" mb="sm">
      <Part
        title={t('replay.fit')}
        note={t('replay.fitNote')}
        add={t('replay.addFit')}
        traits={traits}
        onAdd={(trait, value) => points !== 0 && give(trait, value, points)}
        extra={
          <NumberInput
            label={t('replay.fitPoints')}
            w={110}
            min={-pointsMax}
            max={pointsMax}
            value={points}
            onChange={(value) => setPoints(Math.trunc(Number(value)))}
          />
        }
      >
        {fit.map(({ trait, value, points: given }) => (
          <Chosen
            key={`${trait}/${value}`}
            trait={trait}
            value={value}
            said={given > 0 ? `+${given}` : `${i18n.language === 'en' ? '−' : '△'}${-given}`}
            onRemove={() => give(trait, value, undefined)}
          />
        ))}
      </Part>
      <Part
        title={t('replay.holds')}
        note={t('replay.holdsNote')}
        add={t('replay.addHold')}
        traits={traits}
        onAdd={hold}
        extra={
          <Select
            label={t('replay.holdKind')}
            w={220}
            allowDeselect={false}
            value={kind}
            data={holdKinds.map((value) => ({ value, label: t(`rejections.kinds.${value}`) }))}
            onChange={(value) => setKind(value as Hold['kind'])}
          />
        }
      >
        {rule.holds.map((one) => (
          <Chosen
            key={`${one.trait}/${one.value}`}
            trait={one.trait}
            value={one.value}
            said={t(`rejections.kinds.${one.kind}`)}
            onRemove={() => set({ holds: rule.holds.filter((other) => other !== one) })}
          />
        ))}
      </Part>
    </Stack>
  );
}

/** One list of groups, and how another is added: a trait, its value as leads had it or as typed, and what the rule makes of it. */
function Part({
  title,
  note,
  add,
  traits,
  extra,
  onAdd,
  children,
}: {
  title: string;
  note: string;
  add: string;
  traits: Start['traits'];
  extra: ReactNode;
  onAdd: (trait: Trait, value: string) => void;
  children: ReactNode[];
}) {
  const { t } = useTranslation();
  const [trait, setTrait] = useState<Trait>('industry');
  const [value, setValue] = useState('');
  const known = traits.find((one) => one.trait === trait)?.values ?? [];
  return (
    <Stack gap={6} component="section" aria-label={title}>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <Text size="xs" c="dimmed">
        {note}
      </Text>
      {children.length > 0 && <Group gap={6}>{children}</Group>}
      <Group align="flex-end" gap="sm">
        <Select
          label={t('replay.trait')}
          w={130}
          allowDeselect={false}
          value={trait}
          data={traits.map((one) => ({ value: one.trait, label: t(`rejections.traits.${one.trait}`) }))}
          onChange={(chosen) => {
            setTrait(chosen as Trait);
            setValue('');
          }}
        />
        <Autocomplete
          label={t('replay.value')}
          w={220}
          value={value}
          data={known}
          onChange={setValue}
          maxLength={200}
        />
        {extra}
        <Button
          variant="default"
          disabled={value.trim() === ''}
          onClick={() => {
            onAdd(trait, value.trim());
            setValue('');
          }}
        >
          {add}
        </Button>
      </Group>
    </Stack>
  );
}

function Chosen({
  trait,
  value,
  said,
  onRemove,
}: {
  trait: string;
  value: string;
  said: string;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const name = `${t(`rejections.traits.${trait}`)}「${value}」`;
  return (
    <Badge
      variant="light"
      color="orange"
      tt="none"
      rightSection={<CloseButton size={16} aria-label={`${name} ${t('replay.remove')}`} onClick={onRemove} />}
    >
      {name} {said}
    </Badge>
  );
}
