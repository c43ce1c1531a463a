import { Text } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { outcomes, type Tally, type TallyPart } from '#core/demand/tally.ts';
import { NumberLink } from '../parts/NumberLink.tsx';

/** 引き渡し = 受入 + 差し戻し + 未対応 + 返事待ち: nothing vanishes between them, and each number opens to its leads. */
export function HandedParts({
  counts,
  about,
  open,
}: {
  counts: Tally;
  /** Of which leads, where the page tells others too. */
  about?: string;
  open: (part: TallyPart, title: string) => void;
}) {
  const { t } = useTranslation();
  const number = (part: TallyPart) => {
    const name = t(`handovers.parts.${part}`);
    const title = about ? `${about} ${name}` : name;
    return (
      <span style={{ whiteSpace: 'nowrap' }}>
        {name} <NumberLink value={counts[part]} label={title} open={() => open(part, title)} />
      </span>
    );
  };
  return (
    <Text size="sm" mb="xs">
      {number('handed')}
      {outcomes.map((part, index) => (
        <Fragment key={part}>
          {index === 0 ? ' = ' : ' + '}
          {number(part)}
        </Fragment>
      ))}
    </Text>
  );
}
