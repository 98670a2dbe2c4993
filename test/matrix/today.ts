/** The day of every question of the matrix; the day of the tests' house (test/world). */
export const TODAY = Temporal.PlainDate.from('2026-11-02');
