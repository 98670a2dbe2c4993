/** How long what is billed has been lacking, the shortest first. */
export const AGEING_BANDS = [
  'NOT_YET_DUE',
  'DAYS_1_TO_30',
  'DAYS_31_TO_60',
  'DAYS_61_TO_90',
  'OVER_90_DAYS',
  'PROTESTED',
] as const;
export type AgeingBand = (typeof AGEING_BANDS)[number];

/** The band of a bill on the day `:today`, as SQL over `bill`: a protest suspends it (19 USC 1514; policy). */
export const AGEING_BAND = `
  case
    when bill.protested then 'PROTESTED'
    when bill.due_on >= :today then 'NOT_YET_DUE'
    when :today::date - bill.due_on <= 30 then 'DAYS_1_TO_30'
    when :today::date - bill.due_on <= 60 then 'DAYS_31_TO_60'
    when :today::date - bill.due_on <= 90 then 'DAYS_61_TO_90'
    else 'OVER_90_DAYS'
  end`;
