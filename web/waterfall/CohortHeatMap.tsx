import { Table, UnstyledButton } from '@mantine/core';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { Figure } from '../parts/FigureText.tsx';
import { percent } from '../parts/format.ts';
import { NumberLink } from '../parts/NumberLink.tsx';
import type { Curve, LeadQuery, Opened } from './leads.ts';
import type { PaceStage } from './Pace.tsx';

/** Month of hand-over × days since: the deeper the green, the more came. Cells that may still grow are dashed (未成熟). */
export function CohortHeatMap({
  curve,
  stage,
  query,
  open,
}: {
  curve: Curve;
  stage: PaceStage;
  query: LeadQuery;
  open: (opened: Opened) => void;
}) {
  const { t } = useTranslation();
  const most = Math.max(...curve.cohorts.flatMap(({ cells }) => cells.map((cell) => cell?.value ?? 0)), 0.01);
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={t('waterfall.heat')}>
      <Table className="mori-table heat" withRowBorders={false}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('waterfall.cohort')}</Table.Th>
            <Table.Th className="number">{t('waterfall.short.mql')}</Table.Th>
            {curve.columns.map((day) => (
              <Table.Th key={day} className="number">
                {t('waterfall.byDay', { day })}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {curve.cohorts.map(({ cohort, leads, cells }) => {
            const months = { ...query, from: cohort, to: cohort };
            const label = cohort.replace('-', '/');
            const title = `${label} ${t(`waterfall.stages.${stage}`)}`;
            return (
              <Table.Tr key={cohort}>
                <Table.Th scope="row">{label}</Table.Th>
                <Table.Td className="number">
                  <NumberLink
                    value={leads}
                    label={`${label} ${t('waterfall.stages.mql')}`}
                    open={() => open({ title: label, query: { ...months, stage: 'mql' } })}
                  />
                </Table.Td>
                {cells.map((cell, index) => (
                  <HeatCell
                    key={curve.columns[index]}
                    cell={cell}
                    most={most}
                    title={`${title} ${t('waterfall.byDay', { day: curve.columns[index] })}`}
                    open={() => open({ title, query: { ...months, stage, withinDays: curve.columns[index]! } })}
                  />
                ))}
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function HeatCell({ cell, most, title, open }: { cell: Figure | null; most: number; title: string; open: () => void }) {
  const { t } = useTranslation();
  if (cell === null || cell.value === null) return <Table.Td className="number">{cell ? '—' : ''}</Table.Td>;
  const isYoung = cell.note === 'immature';
  const parts = `${cell.numerator}/${cell.denominator}`;
  return (
    <Table.Td
      className={`number ink${isYoung ? ' young' : ''}`}
      style={{ '--heat': cell.value / most } as CSSProperties}
      title={`${parts}${isYoung ? ` ${t('measure.notes.immature')}` : ''}`}
    >
      {cell.numerator === 0 ? (
        percent(cell.value)
      ) : (
        <UnstyledButton
          fz="inherit"
          className="number-link"
          aria-label={`${title} ${percent(cell.value)}`}
          onClick={open}
        >
          {percent(cell.value)}
        </UnstyledButton>
      )}
    </Table.Td>
  );
}
