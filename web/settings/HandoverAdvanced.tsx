import { Checkbox, Group, Input, NumberInput, Select, Stack, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DayList } from './DayList.tsx';
import { dayChoices, type Part, type Settings } from './HandoverSettings.tsx';
import { ClockClasses, type Classes } from './ClockClasses.tsx';
import { TimeSpan } from './TimeSpan.tsx';

type DueRule = Settings['agencyAnswer'];
type Span = Settings['quiet'];

/** 詳細設定: hours instead of days, follow-up, agencies, quiet hours and the working calendar. */
export function HandoverAdvanced({ settings, change, isFixed, proposed }: Part & { proposed: Classes }) {
  const { t } = useTranslation();
  const { rule } = settings;
  const setRule = (part: Partial<Settings['rule']>) => change({ rule: { ...rule, ...part } });
  const byHours = rule.answer.kind === 'business_hours';
  return (
    <Stack>
      <Switch
        label={t('handoverSettings.byHours')}
        disabled={isFixed}
        checked={byHours}
        onChange={(event) =>
          setRule({
            answer: event.currentTarget.checked
              ? { kind: 'business_hours', hours: 8 }
              : { kind: 'business_days', days: 1 },
          })
        }
      />
      {rule.answer.kind === 'business_hours' && (
        <NumberInput
          label={t('handoverSettings.hoursLabel')}
          maw={220}
          min={1}
          max={240}
          disabled={isFixed}
          value={rule.answer.hours}
          onChange={(hours) => typeof hours === 'number' && setRule({ answer: { kind: 'business_hours', hours } })}
        />
      )}
      <ClockClasses rule={rule} proposed={proposed} isFixed={isFixed} onChange={setRule} />
      <DaysSelect
        label={t('handoverSettings.followUp')}
        hint={t('handoverSettings.followUpHint')}
        rule={rule.followUp}
        isFixed={isFixed}
        onChange={(followUp) => setRule({ followUp })}
      />
      <DaysSelect
        label={t('handoverSettings.agencyAnswer')}
        rule={settings.agencyAnswer}
        isFixed={isFixed}
        onChange={(agencyAnswer) => change({ agencyAnswer })}
      />
      <Switch
        label={t('handoverSettings.offersReRoute')}
        disabled={isFixed}
        checked={rule.offersReRoute}
        onChange={(event) => setRule({ offersReRoute: event.currentTarget.checked })}
      />
      <LabelledSpan
        label={t('handoverSettings.quiet')}
        span={settings.quiet}
        isFixed={isFixed}
        onChange={(quiet) => change({ quiet })}
      />
      <WorkingHours settings={settings} change={change} isFixed={isFixed} />
      <Checkbox.Group
        label={t('handoverSettings.weeklyDaysOff')}
        value={settings.weeklyDaysOff.map(String)}
        onChange={(days) => change({ weeklyDaysOff: days.map(Number).sort() })}
      >
        <Group gap="sm" mt={6}>
          {(t('handoverSettings.weekdays', { returnObjects: true }) as string[]).map((name, index) => (
            <Checkbox key={name} value={String(index)} label={name} disabled={isFixed} />
          ))}
        </Group>
      </Checkbox.Group>
      <DayList
        label={t('handoverSettings.workingDays')}
        days={settings.workingDays}
        isFixed={isFixed}
        onChange={(workingDays) => change({ workingDays })}
      />
      <Select
        label={t('handoverSettings.vocabulary')}
        maw={360}
        allowDeselect={false}
        disabled={isFixed}
        value={settings.vocabulary}
        data={(['original', 'rearchitected', 'demand_unit', 'revenue'] as const).map((value) => ({
          value,
          label: t(`waterfall.vocabularyNames.${value}`),
        }))}
        onChange={(value) => value && change({ vocabulary: value as Settings['vocabulary'] })}
      />
    </Stack>
  );
}

/** The first span begins and the last one ends the day; what lies between two is the lunch break. */
function WorkingHours({ settings: { spans }, change, isFixed }: Part) {
  const { t } = useTranslation();
  const [opens, closes] = [spans[0]!.from, spans.at(-1)!.to];
  const lunch = spans.length > 1 ? { from: spans[0]!.to, to: spans[1]!.from } : { from: 12 * 60, to: 13 * 60 };
  const set = (day: Span, rest: Span) =>
    change({
      spans:
        rest.from > day.from && rest.to < day.to && rest.from < rest.to
          ? [
              { from: day.from, to: rest.from },
              { from: rest.to, to: day.to },
            ]
          : [day],
    });
  return (
    <Group gap="xl">
      <LabelledSpan
        label={t('handoverSettings.hoursOfDay')}
        span={{ from: opens, to: closes }}
        isFixed={isFixed}
        onChange={(day) => set(day, lunch)}
      />
      <LabelledSpan
        label={t('handoverSettings.lunch')}
        span={lunch}
        isFixed={isFixed}
        onChange={(rest) => set({ from: opens, to: closes }, rest)}
      />
    </Group>
  );
}

function DaysSelect({
  label,
  hint,
  rule,
  isFixed,
  onChange,
}: {
  label: string;
  hint?: string;
  rule: DueRule;
  isFixed: boolean;
  onChange: (rule: DueRule) => void;
}) {
  const { t } = useTranslation();
  const days = rule.kind === 'business_days' ? rule.days : Math.ceil(rule.hours / 8);
  const choices = [...new Set([...dayChoices, days])].sort((one, other) => one - other);
  return (
    <Select
      label={label}
      description={hint}
      maw={420}
      allowDeselect={false}
      disabled={isFixed}
      value={String(days)}
      data={choices.map((value) => ({
        value: String(value),
        label: t(`handoverSettings.days.${value}`, { defaultValue: `${value}` }),
      }))}
      onChange={(value) => value && onChange({ kind: 'business_days', days: Number(value) })}
    />
  );
}

function LabelledSpan({ label, ...given }: { label: string } & Omit<Parameters<typeof TimeSpan>[0], 'name' | 'size'>) {
  return (
    <Stack gap={4}>
      <Input.Label labelElement="div">{label}</Input.Label>
      <TimeSpan name={label} {...given} />
    </Stack>
  );
}
