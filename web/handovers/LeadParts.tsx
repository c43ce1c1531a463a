import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Tally, TallyPart } from '#core/demand/tally.ts';
import { answer, api } from '../api/client.ts';
import { HandedParts } from './HandedParts.tsx';
import type { Opened } from './handover.ts';
import { PartList } from './PartList.tsx';

/** H and its parts as this member sees them, each opening to its leads, and a lead to what is known of it. */
export function LeadParts({ open }: { open: (lead: Opened) => void }) {
  const [part, setPart] = useState<{ part: TallyPart; title: string }>();
  const parts = useQuery({
    queryKey: ['handovers', 'parts'],
    queryFn: () => answer<Tally>(api.GET('/api/handovers/parts')),
  });
  return (
    <>
      {parts.data && <HandedParts counts={parts.data} open={(chosen, title) => setPart({ part: chosen, title })} />}
      {part && (
        <PartList
          {...part}
          close={() => setPart(undefined)}
          open={(lead) => {
            setPart(undefined);
            open(lead);
          }}
        />
      )}
    </>
  );
}
