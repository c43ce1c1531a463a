import type { Figure } from '../parts/FigureText.tsx';

const ticks = [0, 25, 50, 75, 100];

/** Both rates on one line from 0 to 100 %, each with its 95 % interval. The numbers above say the same. */
export function IntervalPicture({
  names,
  figures,
  references = [],
}: {
  names: readonly [string, string];
  figures: readonly [Figure, Figure];
  /** Values from outside to read the rates against. */
  references?: readonly number[];
}) {
  return (
    <svg className="interval-picture" role="img" aria-label={names.join(' / ')} width="100%" height="84">
      {ticks.map((tick) => (
        <g key={tick}>
          <line className="grid" x1={at(tick / 100)} x2={at(tick / 100)} y1="6" y2="60" />
          <text x={at(tick / 100)} y="78" textAnchor="middle">
            {tick}%
          </text>
        </g>
      ))}
      {references.map((value) => (
        <line key={value} className="reference" x1={at(value)} x2={at(value)} y1="6" y2="60" />
      ))}
      {figures.map(
        ({ value, interval }, index) =>
          value !== null &&
          interval && (
            <g key={names[index]} className={index === 0 ? 'before' : 'after'}>
              <line x1={at(interval.low)} x2={at(interval.high)} y1={20 + index * 26} y2={20 + index * 26} />
              <circle cx={at(value)} cy={20 + index * 26} r="7" />
            </g>
          ),
      )}
    </svg>
  );
}

/** Left and right keep room for half a label. */
const at = (share: number) => `${4 + share * 90}%`;
