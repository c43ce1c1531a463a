import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAgencyChoices } from '../session/agencies.ts';
import { ownerOf, useNamedOwners } from '../session/owners.ts';

/** Choices for everything that is ticked: each is carried out as soon as it is made, and the field is empty again. */

/** Nobody looks after it. */
const nobody = 'nobody';
/** No agency stands between. */
const direct = 'direct';

/** A member, or somebody without a login by name; both null for nobody, where `mayBeNobody`. */
export function OwnerChoice(props: { mayBeNobody?: boolean; onChoose: (owner: ReturnType<typeof ownerOf>) => void }) {
  const { t } = useTranslation();
  const owners = useNamedOwners();
  return (
    <Select
      size="xs"
      w={140}
      searchable
      placeholder={t('accounts.owner')}
      aria-label={t('accounts.owner')}
      nothingFoundMessage={t('handovers.nobody')}
      data={props.mayBeNobody ? [{ value: nobody, label: t('accounts.noOwner') }, ...owners] : owners}
      value={null}
      onChange={(choice) => choice !== null && props.onChoose(ownerOf(choice === nobody ? null : choice))}
    />
  );
}

const tiers = ['strategic', 'lite', 'programmatic'] as const;

export function TierChoice({ onChoose }: { onChoose: (tier: (typeof tiers)[number]) => void }) {
  const { t } = useTranslation();
  return (
    <Select
      size="xs"
      w={100}
      placeholder={t('accounts.tier')}
      aria-label={t('accounts.tier')}
      data={tiers.map((value) => ({ value, label: t(`accounts.tiers.${value}`) }))}
      value={null}
      onChange={(tier) => tier !== null && onChoose(tier as (typeof tiers)[number])}
    />
  );
}

/** Null where no agency stands between. */
export function AgencyChoice({ onChoose }: { onChoose: (agencyId: number | null) => void }) {
  const { t } = useTranslation();
  const agencies = useAgencyChoices();
  return (
    <Select
      size="xs"
      w={150}
      searchable
      placeholder={t('accounts.agency')}
      aria-label={t('accounts.agency')}
      nothingFoundMessage={t('handovers.nobody')}
      data={[{ value: direct, label: t('accounts.noAgency') }, ...agencies]}
      value={null}
      onChange={(id) => id !== null && onChoose(id === direct ? null : Number(id))}
    />
  );
}
