import { useMutation } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';

/** Changes between own data and the demo company; each has its own logins, so one signs in anew. */
export function useSwitchWorld() {
  return useMutation({
    mutationFn: (world: 'own' | 'demo') => answer(api.POST('/api/world', { body: { world } })),
    onSuccess: () => location.assign('/sign-in'),
  });
}
