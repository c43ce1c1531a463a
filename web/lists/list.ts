import { useDebouncedValue } from '@mantine/hooks';
import { useLocation, useRouter } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useEffect, useState, type ReactNode } from 'react';
import { noFilter, toServerFilter, type FilterField, type FilterState } from './filter.ts';

export const pageSize = 50;

/** One column of a list; `field` is its title (`accounts.name`) and, where `sortBy` says nothing else, its sort. */
export type ListColumn<Row> = {
  readonly field: string;
  readonly sortBy?: string;
  readonly isNumber?: boolean;
  readonly isHidden?: boolean;
  /** Runs over more than one line. */
  readonly isLong?: boolean;
  readonly show: (row: Row, t: TFunction) => ReactNode;
};

/** What a list shows, as a saved view keeps it. */
export type ListView = {
  filter: FilterState;
  search: string;
  sort: { field: string; direction: 'asc' | 'desc' };
  hidden: string[];
};

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** What a list showed at this place of the browser's history. */
    list?: { readonly view: ListView; readonly page: number };
  }
}

/** What describes a list of one noun: its columns, the fields of its conditions and its one-tap filters. */
export type ListKind<Row> = {
  readonly noun: 'accounts' | 'people' | 'targets';
  readonly columns: readonly ListColumn<Row>[];
  readonly fields: readonly FilterField[];
  readonly quick: readonly string[];
};

export type List<Row> = ReturnType<typeof useList<Row>>;

/**
 * The state of a list, and the query it asks the server. `onChange` runs when other rows may come into view; `quick` are the one-tap filters it
 * begins with. Who goes to a row and back finds the list as it was left.
 */
export function useList<Row>(
  kind: ListKind<Row>,
  onChange: () => void = () => undefined,
  quick: readonly string[] = noFilter.quick,
) {
  const router = useRouter();
  const kept = useLocation({ select: ({ state }) => state.list });
  const [view, setView] = useState<ListView>(
    kept?.view ?? {
      filter: { ...noFilter, quick: [...quick] },
      search: '',
      sort: { field: kind.columns[0]!.field, direction: 'asc' },
      hidden: kind.columns.filter((column) => column.isHidden).map((column) => column.field),
    },
  );
  const [page, setPage] = useState(kept?.page ?? 1);
  useEffect(() => {
    const { pathname, searchStr, hash, state } = router.latestLocation;
    if (state.list?.view === view && state.list.page === page) return;
    router.history.replace(`${pathname}${searchStr}${hash && `#${hash}`}`, { ...state, list: { view, page } });
  }, [router, view, page]);
  const [search] = useDebouncedValue(view.search.trim(), 250);
  const filter = toServerFilter(view.filter, kind.fields);
  const sorted = kind.columns.find((column) => column.field === view.sort.field);
  /** What the list is narrowed to, as a body and as an address carry it. */
  const narrowing = { ...(filter ? { filter } : {}), ...(search ? { search } : {}) };
  const scope = { ...narrowing, ...(filter ? { filter: JSON.stringify(filter) } : {}) } as {
    filter?: string;
    search?: string;
  };
  const query = {
    ...scope,
    sort: sorted?.sortBy ?? view.sort.field,
    direction: view.sort.direction,
    offset: (page - 1) * pageSize,
    limit: pageSize,
  };
  const change = (next: Partial<ListView>) => {
    setView({ ...view, ...next });
    setPage(1);
    onChange();
  };
  const setHidden = (hidden: string[]) => setView({ ...view, hidden });
  return {
    kind,
    view,
    page,
    setPage,
    change,
    setHidden,
    query,
    scope,
    narrowing,
  };
}
