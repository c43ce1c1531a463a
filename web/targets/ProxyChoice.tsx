import { SegmentedControl, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export type Side = 'marketing' | 'sales';
/** For whom a verdict is entered, and the meeting where it was agreed. */
export type OnBehalf = { isProxy: boolean; note: string; side: Side | 'both' };

/** Who belongs to neither side enters what a meeting agreed. */
export const noProxy = (side: Side | null): OnBehalf => ({ isProxy: side === null, note: '', side: side ?? 'both' });

/** The sides that an entry speaks for. */
export function sidesOf({ isProxy, side: chosen }: OnBehalf, own: Side | null): Side[] {
  if (!isProxy && own !== null) return [own];
  return chosen === 'both' ? ['sales', 'marketing'] : [chosen];
}

/** 代理入力: an own side is the default; the other one needs the meeting it was agreed in. */
export function ProxyChoice({
  side,
  proxy,
  onChange,
}: {
  side: Side | null;
  proxy: OnBehalf;
  onChange: (proxy: OnBehalf) => void;
}) {
  const { t } = useTranslation();
  const sides = [...(side === null ? (['both'] as const) : []), 'sales', 'marketing'] as const;
  return (
    <>
      {side !== null && (
        <Switch
          size="sm"
          label={t('targets.proxy')}
          checked={proxy.isProxy}
          onChange={(event) => onChange({ ...proxy, isProxy: event.currentTarget.checked })}
        />
      )}
      {(proxy.isProxy || side === null) && (
        <SegmentedControl
          size="xs"
          aria-label={t('targets.side')}
          value={proxy.side}
          onChange={(value) => onChange({ ...proxy, side: value as OnBehalf['side'] })}
          data={sides.map((value) => ({
            value,
            label: t(value === 'both' ? 'targets.both' : `targets.sides.${value}`),
          }))}
        />
      )}
      {proxy.isProxy && (
        <TextInput
          size="xs"
          style={{ flex: '1 1 16rem' }}
          aria-label={t('targets.proxyNote')}
          placeholder={t('targets.proxyHint')}
          value={proxy.note}
          onChange={(event) => onChange({ ...proxy, note: event.currentTarget.value })}
        />
      )}
    </>
  );
}
