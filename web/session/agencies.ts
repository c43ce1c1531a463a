import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';

type Named = { id: string; name: string };

/** Companies that sell for us, as choices. */
export function useAgencyChoices(isWanted = true): { value: string; label: string }[] {
  const receivers = useQuery({
    queryKey: ['receivers'],
    enabled: isWanted,
    queryFn: () => answer<{ members: Named[]; agencies: Named[] }>(api.GET('/api/handovers/receivers')),
  });
  return (receivers.data?.agencies ?? []).map(({ id, name }) => ({ value: id, label: name }));
}
