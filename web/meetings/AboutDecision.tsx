import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { decisionObjects, type DecisionObject } from '#core/meeting/item.ts';
import { CompanySelect } from '../parts/CompanySelect.tsx';

type About = { affects: DecisionObject | null; company: string | null; reversible: 'yes' | 'no' | null };

export const nothingSaid: About = { affects: null, company: null, reversible: null };

/** What was chosen, as it is recorded; what nobody said is left out. */
export function saidOf({ affects, company, reversible }: About) {
  return {
    ...(affects === null ? {} : { affects }),
    ...(affects === 'company' && company !== null ? { accountId: Number(company) } : {}),
    ...(reversible === null ? {} : { isReversible: reversible === 'yes' }),
  };
}

/** What a decision affects, and whether it can be taken back; both may stay open. */
export function AboutDecision({ about, setAbout }: { about: About; setAbout: (about: About) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <Select
        clearable
        label={t('meetings.affects')}
        data={decisionObjects.map((value) => ({ value, label: t(`meetings.objects.${value}`) }))}
        value={about.affects}
        onChange={(value) => setAbout({ ...about, affects: value as DecisionObject | null, company: null })}
      />
      {about.affects === 'company' && (
        <CompanySelect
          isRequired
          label={t('meetings.affectedCompany')}
          chosen={about.company}
          choose={(company) => setAbout({ ...about, company })}
        />
      )}
      <Select
        clearable
        label={t('meetings.isReversible')}
        data={(['yes', 'no'] as const).map((value) => ({ value, label: t(`meetings.reversible.${value}`) }))}
        value={about.reversible}
        onChange={(value) => setAbout({ ...about, reversible: value as 'yes' | 'no' | null })}
      />
    </>
  );
}
