import { supposedValue } from './supposing.ts';

/** `SETTLED`: the law gives the number. `POLICY`: the law leaves it open and this is our choice. */
export type ParameterStatus = 'SETTLED' | 'POLICY';

/** One value of a parameter, from its first day until the day before the next one's. */
export interface DatedValue<Value> {
  /** ISO day. */
  readonly effectiveOn: string;
  readonly value: Value;
  readonly basis: string;
  readonly status: ParameterStatus;
  /** In force, or only proposed: an order directs it and nothing yet gives the number. */
  readonly legalStatus: 'IN_FORCE' | 'PROPOSED';
}

/** A number that a numbered rule needs, with every value it has had. Null: not set, and the rule does not apply it. */
export interface Parameter<Value extends number | null = number> {
  readonly name: string;
  readonly unit: string;
  readonly says: string;
  /** Earliest first. */
  readonly values: readonly DatedValue<Value>[];
}

/** The value on a day; before the first one's day it is the first one's. */
export function valueOn<Value extends number | null>(
  parameter: Parameter<Value>,
  on: Temporal.PlainDate | string,
): Value {
  // NOTE: only a number is ever supposed, and of a parameter that has numbers.
  const supposed = supposedValue(parameter.name) as Value | undefined;
  return supposed ?? datedValueOn(parameter, on).value;
}

export function datedValueOn<Value extends number | null>(
  { name, values }: Parameter<Value>,
  on: Temporal.PlainDate | string,
): DatedValue<Value> {
  const day = on.toString();
  const held = values.findLast(({ effectiveOn }) => effectiveOn <= day) ?? values[0];
  if (held === undefined) throw new TypeError(`The parameter ${name} has no value.`);
  return held;
}
