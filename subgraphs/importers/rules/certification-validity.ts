/** Years that a certification stays in force (19 CFR 103.31(d)). */
const CERTIFICATION_YEARS = 2;

/**
 * CF-001. A certification of confidentiality is in force from the day on which
 * CBP received it until two years later, the anniversary included. One received
 * on 29 February ends on 28 February (policy; the regulation is silent).
 */
export function lastDayInForce(receivedOn: Temporal.PlainDate): Temporal.PlainDate {
  return receivedOn.add({ years: CERTIFICATION_YEARS });
}
