/** The columns of {@link STAGES}: how far goods have come. */
export const STAGE_COLUMNS = [
  'presented',
  'detained, importer may still answer',
  'detained, window closed',
  'seized',
  'forfeited',
  'abandoned before seizure',
  'released or excluded unseized',
] as const;

/** One line of law and one thing that it lets the owner of a right have. */
export interface StageRow {
  readonly what: string;
  readonly authority: string;
  /** One word for each of {@link STAGE_COLUMNS}. */
  readonly cells: string;
}

interface StageTable {
  readonly goods: string;
  readonly rows: readonly StageRow[];
}

const NOTHING = 'NO NO NO NO NO NO NO';

/** What owners of rights are told of goods held under their recordation, text of law by text of law (19 CFR part 133). */
export const STAGES: readonly StageTable[] = [
  {
    goods: 'Counterfeit or infringing marks; piratical copies from 2024-08-23',
    rows: [
      {
        what: 'limited information',
        authority: '19 CFR 133.21(b)(4), (e)',
        cells: 'MAY MUST MUST MUST MUST FLAG GIVEN',
      },
      {
        what: 'manufacturer, exporter, importer',
        authority: '19 CFR 133.21(e), 133.42',
        cells: 'NO NO NO MUST MUST FLAG NO',
      },
      { what: 'redacted images', authority: '19 CFR 133.21(b)(5)', cells: 'MAY MAY MAY MAY MAY FLAG NO' },
      {
        what: 'unredacted images',
        authority: '19 CFR 133.21(b)(3), (f); 19 USC 1628a',
        cells: 'NO NO MAY MAY MAY FLAG NO',
      },
    ],
  },
  {
    goods: 'Piratical copies of events before 2024-08-23',
    rows: [
      { what: 'limited information', authority: 'former 19 CFR 133.42', cells: 'NO NO NO MUST MUST NO NO' },
      {
        what: 'manufacturer, exporter, importer',
        authority: 'former 19 CFR 133.42',
        cells: 'NO NO NO MUST MUST NO NO',
      },
      { what: 'redacted images', authority: 'none', cells: NOTHING },
      { what: 'unredacted images', authority: 'none', cells: NOTHING },
    ],
  },
  {
    goods: 'Restricted gray market goods',
    rows: [
      {
        what: 'limited information',
        authority: '19 CFR 133.25',
        cells: 'MAY MUST MUST MUST MUST FLAG GIVEN',
      },
      { what: 'manufacturer, exporter, importer', authority: 'none', cells: NOTHING },
      { what: 'redacted images', authority: 'none', cells: NOTHING },
      { what: 'unredacted images', authority: 'none', cells: NOTHING },
    ],
  },
  {
    goods: 'Circumvention (DMCA) from 2024-08-23, to a person approved as eligible',
    rows: [
      { what: 'limited information', authority: '19 CFR 133.47', cells: 'MAY MAY MAY NO NO NO GIVEN' },
      { what: 'manufacturer, exporter, importer', authority: 'none', cells: NOTHING },
      { what: 'redacted images', authority: 'none', cells: NOTHING },
      { what: 'unredacted images', authority: '19 CFR 133.47', cells: 'NO NO MAY NO NO NO NO' },
    ],
  },
  {
    goods: 'Circumvention (DMCA) from 2024-08-23, to a person on the published list of injured persons',
    rows: [
      {
        what: 'limited information',
        authority: '19 CFR 133.47; 19 USC 4342',
        cells: 'NO NO NO MUST MUST NO NO',
      },
      {
        what: 'manufacturer, exporter, importer',
        authority: '19 CFR 133.47; 19 USC 4342',
        cells: 'NO NO NO MUST MUST NO NO',
      },
      { what: 'redacted images', authority: 'none', cells: NOTHING },
      { what: 'unredacted images', authority: 'none', cells: NOTHING },
    ],
  },
];

/** The stages as the register's own section. */
export function stagesSection(): readonly string[] {
  return [
    '## Owners of rights, stage by stage',
    '',
    'What the owner of a recordation, or its verified agent, is told of goods held under it, where the recordation is',
    'active or in grace on the day of the event and on the day asked, and no hold is in force. `MUST`: told without',
    "anybody's doing. `MAY`: told where CBP has released it, which is a record with its date, officer and reason; unredacted",
    "images only where released after the importer's seven business days, or released, seized and asked for. `FLAG`: told",
    'only if the policy on abandoned goods is on, which it is not (EO 13785 § 4(b)(ii); 84 FR 44790 was never made final),',
    'and CBP has recorded its belief. `GIVEN`: what was told before stays told, nothing new. `NO`: not told. Before',
    'anything is told the seizure itself is not there for the owner. Goods once seized stay so, whatever became of them.',
    '',
    ...STAGES.flatMap(({ goods, rows }) => [
      `### ${goods}`,
      '',
      `| | authority | ${STAGE_COLUMNS.join(' | ')} |`,
      `|---|---|${STAGE_COLUMNS.map(() => '---').join('|')}|`,
      ...rows.map(
        ({ what, authority, cells }) => `| ${what} | ${authority} | ${cells.split(' ').join(' | ')} |`,
      ),
      '',
    ]),
  ];
}
