import { useLocation, useRouter } from '@tanstack/react-router';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** What was chosen on the screen at this place of the browser's history. */
    readonly kept?: Readonly<Record<string, unknown>>;
  }
}

/** Which part of a page is in view: the address names it, so that a link, the way back and loading anew lead to it. */
export function usePart(first: string): readonly [part: string, show: (part: string) => void] {
  const router = useRouter();
  const named = useLocation({ select: ({ hash }) => hash });
  const show = (part: string) => {
    const { pathname, searchStr, state } = router.latestLocation;
    router.history.replace(`${pathname}${searchStr}${part === first ? '' : `#${part}`}`, state);
  };
  return [named || first, show];
}

/** A choice that stays with this place of the browser's history: who goes to a row and back, or loads anew, finds it again. */
export function useKept<T>(name: string, initial: T): readonly [chosen: T, choose: (next: T) => void] {
  const router = useRouter();
  const kept = useLocation({ select: ({ state }) => state.kept?.[name] });
  const choose = (next: T) => {
    const { pathname, searchStr, hash, state } = router.latestLocation;
    router.history.replace(`${pathname}${searchStr}${hash && `#${hash}`}`, {
      ...state,
      kept: { ...state.kept, [name]: next },
    });
  };
  return [(kept as T | undefined) ?? initial, choose];
}
