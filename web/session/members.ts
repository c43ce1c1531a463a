import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';

export type MemberLine = { memberId: number; name: string; email: string; isActive: boolean; role: string };
type OurPeople = {
  members: MemberLine[];
  /** Sales people whom files name, without a login. */
  colleagues: { name: string; email: string | null }[];
  /** Owners of companies, by name. */
  owners: string[];
};

/** Our own people. */
export function useOurPeople(isWanted = true) {
  return useQuery({
    queryKey: ['members'],
    enabled: isWanted,
    queryFn: () => answer<OurPeople>(api.GET('/api/members')),
  });
}

/** Who can own a company: active members of ours, as choices. */
export function useOwnerChoices(isWanted = true): { value: string; label: string }[] {
  return (useOurPeople(isWanted).data?.members ?? [])
    .filter((member) => member.isActive && member.role !== 'agency')
    .map((member) => ({ value: String(member.memberId), label: member.name }));
}
