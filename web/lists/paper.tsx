import { Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { count, listed, moment } from '../parts/format.ts';
import { sayFailed } from '../parts/notices.tsx';
import { needsValue, type Condition } from './filter.ts';
import { pageSize, type List } from './list.ts';

/** As many rows as go onto paper at once: some thirty pages, and more than anybody reads there. */
const paperMax = 1_000;
/** As many as the server gives at once. */
const askedAtOnce = 200;

export type Place = { readonly offset: number; readonly limit: number };

/** Prints a whole list and not only the page in view: `rows` are what paper shows while it is printed. */
export function usePaper<Row>(read: (place: Place) => Promise<{ rows: Row[]; total: number }>) {
  const [rows, setRows] = useState<readonly Row[]>();
  useEffect(() => {
    const end = () => setRows(undefined);
    window.addEventListener('afterprint', end);
    return () => window.removeEventListener('afterprint', end);
  }, []);
  const printing = useMutation({
    mutationFn: async () => {
      const all: Row[] = [];
      for (let total = 1; all.length < Math.min(total, paperMax); ) {
        const page = await read({ offset: all.length, limit: askedAtOnce });
        if (page.rows.length === 0) break;
        all.push(...page.rows);
        total = page.total;
      }
      return all;
    },
    onSuccess: (all) => {
      flushSync(() => setRows(all));
      window.print();
    },
    onError: sayFailed,
  });
  return { rows, print: printing.mutate, isPreparing: printing.isPending };
}

/** What paper says above a list: how many of its rows stand there, what it is narrowed to, and when it was printed. */
export function PaperHeading<Row>({ list, printed, total }: { list: List<Row>; printed: number; total: number }) {
  const { t } = useTranslation();
  const first = (list.page - 1) * pageSize + 1;
  const which = printed >= total ? 'all' : printed >= paperMax ? 'first' : 'page';
  const rows = t(`lists.paper.${which}`, {
    n: count(printed),
    total: count(total),
    from: count(first),
    to: count(first + printed - 1),
    most: count(paperMax),
  });
  return <PaperLine parts={[rows, ...narrowedTo(list, t)]} />;
}

/** One line that stands on paper alone. */
export function PaperLine({ parts }: { parts: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <Text size="sm" mb="xs" className="print-only">
      {[...parts, t('lists.paper.printed', { at: moment(new Date().toISOString()) })].join(' · ')}
    </Text>
  );
}

/** The one-tap filters, the search and the built conditions of a list, each in words. */
function narrowedTo<Row>({ kind: { noun, fields }, view: { filter, search } }: List<Row>, t: TFunction): string[] {
  const word = ({ field: name, op, value, isNot }: Condition) => {
    const field = fields.find((one) => one.name === name);
    const said = t('lists.paper.condition', {
      field: t(`${noun}.${field?.word ?? name}`),
      op: t(`lists.ops.${op}`),
      value: needsValue(op) ? (field?.choices ? t(`${field.choices.words}.${value}`) : value.trim()) : '',
    });
    return isNot ? t('lists.paper.not', { condition: said }) : said;
  };
  const built = filter.conditions.filter(({ op, value }) => !needsValue(op) || value.trim() !== '').map(word);
  return [
    ...filter.quick.map((name) => t(`${noun}.quick.${name}`)),
    ...(search.trim() ? [t('lists.paper.search', { search: search.trim() })] : []),
    ...(filter.match === 'or' && built.length > 1 ? [`${t('lists.match.or')}: ${listed(built)}`] : built),
  ];
}
