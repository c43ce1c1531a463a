import { Button, Chip, Group } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { TargetRow } from '../../api/shapes.ts';
import { ListTable, type Ticks } from '../lists/ListTable.tsx';
import { ListToolbar } from '../lists/ListToolbar.tsx';
import type { List } from '../lists/list.ts';
import { count } from '../parts/format.ts';
import { Empty } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import { ChangeTargets } from './ChangeTargets.tsx';
import { statuses, targetList } from './columns.tsx';
import { DecideTargets } from './DecideTargets.tsx';
import type { Targets } from './TargetPage.tsx';

/** Lines with their two approvals, by state; what is ticked is decided or changed at once. */
export function TargetList({
  data,
  list,
  onPaper,
  chosen,
  setChosen,
}: {
  data: Targets;
  list: List<TargetRow>;
  onPaper: readonly TargetRow[] | undefined;
  chosen: ReadonlySet<number>;
  setChosen: (ids: ReadonlySet<number>) => void;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayEdit = useRight('targets.edit');
  const { rows, total, lineIds } = data;
  if (total === 0 && Object.keys(list.scope).length === 0)
    return (
      <Empty
        action={
          <Button component={Link} to="/wish-lists">
            {t('nav.wish')}
          </Button>
        }
      >
        {t('targets.empty')}
      </Empty>
    );
  const ticks: Ticks = {
    has: (id) => chosen.has(id),
    toggle: (id) => {
      const next = new Set(chosen);
      if (!next.delete(id)) next.add(id);
      setChosen(next);
    },
    setPage: (ids, isTicked) =>
      setChosen(new Set(isTicked ? [...chosen, ...ids] : [...chosen].filter((id) => !ids.includes(id)))),
  };
  const done = () => setChosen(new Set());
  return (
    <>
      <ListToolbar list={list} />
      <StateChips data={data} list={list} />
      {data.mayApprove && <DecideTargets lineIds={[...chosen]} side={data.side} onDone={done} />}
      {mayEdit && chosen.size > 0 && (
        <ChangeTargets
          lineIds={[...chosen]}
          selectAll={
            chosen.size < total ? { total, run: () => setChosen(new Set([...chosen, ...lineIds])) } : undefined
          }
          onDone={done}
        />
      )}
      {total === 0 ? (
        <Empty>{t('targets.emptyFilter')}</Empty>
      ) : (
        <ListTable
          list={list}
          columns={targetList.columns.filter(({ field }) => !list.view.hidden.includes(field))}
          rows={rows}
          total={total}
          onPaper={onPaper}
          idOf={(row) => row.targetLineId}
          nameOf={(row) => row.name}
          onOpen={(row) => void navigate({ to: '/accounts/$id', params: { id: String(row.accountId) } })}
          ticks={data.mayApprove || mayEdit ? ticks : undefined}
        />
      )}
    </>
  );
}

/** One state or all of them, with how many lines are in each as the list is narrowed. */
function StateChips({ data: { counts }, list: { view, change } }: { data: Targets; list: List<TargetRow> }) {
  const { t } = useTranslation();
  const others = view.filter.quick.filter((name) => !isState(name));
  const state = view.filter.quick.find(isState) ?? 'all';
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
  return (
    <Chip.Group
      value={state}
      onChange={(value) =>
        change({ filter: { ...view.filter, quick: value === 'all' ? others : [...others, String(value)] } })
      }
    >
      <Group gap={6} mb="sm" className="no-print">
        <Chip size="xs" value="all">
          {t('common.all')} {count(all)}
        </Chip>
        {statuses
          .filter((one) => counts[one] || one === state)
          .map((one) => (
            <Chip key={one} size="xs" value={one}>
              {t(`targets.statuses.${one}`)} {count(counts[one] ?? 0)}
            </Chip>
          ))}
      </Group>
    </Chip.Group>
  );
}

const isState = (name: string) => (statuses as readonly string[]).includes(name);
