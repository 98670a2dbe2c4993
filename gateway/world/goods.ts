/** One kind of goods: its heading, what it is called, who flags it, a usual value. */
export interface Goods {
  readonly hts: string;
  readonly description: string;
  readonly agencies: string;
  /** Whole dollars a line, roughly. */
  readonly value: number;
  readonly unit: string;
}

function goods(hts: string, description: string, agencies: string, value: number, unit = 'NO'): Goods {
  return { hts, description, agencies, value, unit };
}

export const GOODS: readonly [Goods, ...Goods[]] = [
  goods('6911103710', 'CERAMIC TABLEWARE', 'FDA', 4_200),
  goods('9503000073', 'TOYS, LABELLED FOR CHILDREN 3 TO 12', 'CPS', 3_100),
  goods('2106909998', 'FOOD SUPPLEMENTS', 'FDA', 5_200, 'KG'),
  goods('6402993115', 'FOOTWEAR WITH RUBBER SOLES', '', 6_800, 'PRS'),
  goods('8517130000', 'SMARTPHONES', 'FCC', 22_000),
  goods('9004100000', 'SUNGLASSES', 'FDA', 1_900),
  goods('3304995000', 'COSMETICS', 'FDA', 2_400, 'KG'),
  goods('6110202079', 'COTTON PULLOVERS', '', 7_400, 'DOZ'),
  goods('8544422000', 'CHARGING CABLES', '', 1_300),
  goods('3808941000', 'DISINFECTANTS', 'EPA', 2_700, 'KG'),
  goods('0902100000', 'GREEN TEA, PACKED', 'FDA', 3_600, 'KG'),
  goods('8712003500', 'BICYCLES', 'CPS', 9_100),
  goods('8708998180', 'PARTS OF MOTOR VEHICLES', 'NHT', 11_500),
  goods('9403608081', 'WOODEN FURNITURE', 'APH', 8_200),
  goods('4202923131', 'TRAVEL BAGS', '', 2_900),
  goods('9102111000', 'WRIST WATCHES', '', 5_600),
  goods('8513102000', 'FLASHLIGHTS', 'CPS;FCC', 1_700),
  goods('7318158065', 'STEEL BOLTS', '', 4_900, 'KG'),
];

export const ORIGINS = ['CN', 'CN', 'CN', 'VN', 'IN', 'MX', 'DE', 'IT', 'TR', 'TH', 'BR', 'JP'] as const;
export const PORTS = [
  '2704',
  '4701',
  '1101',
  '5301',
  '3901',
  '2809',
  '1401',
  '5201',
  '0901',
  '2304',
] as const;
