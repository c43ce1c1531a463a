import { Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { NumberLink } from '../parts/NumberLink.tsx';

const states = ['known', 'assumed', 'later', 'never'] as const;
export type State = (typeof states)[number];

/** How far each input that the rules read was known at its moment: four numbers that add up to the leads and open to them. */
export function InputsKnown<Input extends string>({
  title,
  inputs,
  open,
}: {
  title: string;
  inputs: readonly (Readonly<Record<State, number>> & { readonly input: Input })[];
  open: (input: Input, state: State) => void;
}) {
  const { t } = useTranslation();
  if (inputs.length === 0) return null;
  return (
    <div>
      <Title order={2} size="h4" mb="xs">
        {title}
      </Title>
      <Text size="sm" mb="xs">
        {t('replay.inputs.lead')}
      </Text>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={title}>
        <Table className="mori-table wraps-names">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('replay.inputs.input')}</Table.Th>
              {states.map((state) => (
                <Table.Th key={state} className="number">
                  {t(`replay.inputs.states.${state}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {inputs.map((one) => (
              <Table.Tr key={one.input}>
                <Table.Th scope="row">{t(`replay.inputs.names.${one.input}`)}</Table.Th>
                {states.map((state) => (
                  <Table.Td key={state} className="number">
                    <NumberLink
                      value={one[state]}
                      label={`${t(`replay.inputs.names.${one.input}`)} ${t(`replay.inputs.states.${state}`)}`}
                      open={() => open(one.input, state)}
                    />
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {inputs.some(({ later }) => later > 0) && (
        <Text size="sm" c="dimmed" mt="xs">
          {t('replay.inputs.mend')}
        </Text>
      )}
    </div>
  );
}
