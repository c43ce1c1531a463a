import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { RateText } from '../parts/FigureText.tsx';
import { NumberLink } from '../parts/NumberLink.tsx';
import type { Opened, Rejections, Span } from './rejections.ts';

/** Reasons in columns, sources and rule versions in lines; every number opens to its leads. */
export function RejectionTable({ data, span, open }: { data: Rejections; span: Span; open: (opened: Opened) => void }) {
  const { t } = useTranslation();
  const reasons = data.reasons.map(({ reason }) => reason);
  const versionName = (version: string) =>
    ['imported', 'by_hand', 'act_now', 'recycle_date'].includes(version)
      ? t(`rejections.versions.${version}`)
      : version;
  return (
    <div className="table-scroll">
      <Table className="mori-table wraps-names">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('rejections.source')}</Table.Th>
            <Table.Th>{t('rejections.ruleVersion')}</Table.Th>
            <Table.Th className="number">{t('rejections.handed')}</Table.Th>
            <Table.Th className="number">{t('rejections.rejectedRate')}</Table.Th>
            {reasons.map((reason) => (
              <Table.Th key={reason} className="number wrap" miw={96}>
                {t(`handovers.reasons.${reason}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data.rows.map((row) => {
            const query = {
              ...span,
              ...(row.source === null ? {} : { source: row.source }),
              ruleVersion: row.ruleVersion,
            };
            const name = `${row.source ?? '—'} ${versionName(row.ruleVersion)}`;
            const link = (value: number, what: string, more: Opened['query']) => (
              <NumberLink
                value={value}
                label={`${name} ${what}`}
                open={() => open({ title: `${name} · ${what}`, query: { ...query, ...more } })}
              />
            );
            return (
              <Table.Tr key={name}>
                <Table.Th scope="row">{row.source ?? '—'}</Table.Th>
                <Table.Td>{versionName(row.ruleVersion)}</Table.Td>
                <Table.Td className="number">{link(row.handed, t('rejections.handed'), { of: 'handed' })}</Table.Td>
                <Table.Td className="number">
                  <RateText figure={row.rejected} />
                </Table.Td>
                {reasons.map((reason) => (
                  <Table.Td key={reason} className="number">
                    {link(
                      row.reasons.find((one) => one.reason === reason)?.count ?? 0,
                      t(`handovers.reasons.${reason}`),
                      {
                        reason,
                      },
                    )}
                  </Table.Td>
                ))}
              </Table.Tr>
            );
          })}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th>{t('rejections.total')}</Table.Th>
            <Table.Td />
            <Table.Th className="number">
              <NumberLink
                value={data.handed}
                label={`${t('rejections.total')} ${t('rejections.handed')}`}
                open={() => open({ title: t('rejections.handed'), query: { ...span, of: 'handed' } })}
              />
            </Table.Th>
            <Table.Th className="number">
              <RateText figure={data.rejected} />
            </Table.Th>
            {data.reasons.map(({ reason, count }) => (
              <Table.Th key={reason} className="number">
                <NumberLink
                  value={count}
                  label={`${t('rejections.total')} ${t(`handovers.reasons.${reason}`)}`}
                  open={() => open({ title: t(`handovers.reasons.${reason}`), query: { ...span, reason } })}
                />
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </div>
  );
}
