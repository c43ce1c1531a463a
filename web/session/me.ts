import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import type { paths } from '../api/schema.ts';

export type Me = paths['/api/me']['get']['responses'][200]['content']['application/json'];

export function useMe() {
  return useQuery({ queryKey: ['me'], queryFn: () => answer<Me>(api.GET('/api/me')), staleTime: 60_000 });
}

/** True when the signed-in member may do this; while unknown, nothing is offered. */
export function useRight(right: string): boolean {
  return useMe().data?.rights.includes(right) ?? false;
}
