import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { readEntryNumber } from '../identifiers/entry-number.ts';
import { explain, isMalformed, type Malformed, malformed } from '../identifiers/malformed.ts';

/** A scalar read by one of our parsers: what is malformed says what was expected and what came. */
export function parsedScalar<Value>(
  name: string,
  read: (text: string) => Value | Malformed,
  write: (value: Value) => string = String,
): GraphQLScalarType<Value, string> {
  const parse = (value: unknown): Value => {
    const result = typeof value === 'string' ? read(value) : malformed('a string', typeof value);
    if (!isMalformed(result)) return result;
    throw new GraphQLError(`${name}: ${explain(result)}`, {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  };
  return new GraphQLScalarType<Value, string>({
    name,
    serialize: (value) => write(value as Value),
    parseValue: parse,
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : null),
  });
}

/** From the year 1 on: the calendar of Postgres has no year 0. */
function readDay(text: string): Temporal.PlainDate | Malformed {
  if (!/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text)) return malformed('a day as YYYY-MM-DD', text.slice(0, 40));
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    return malformed('a day of the calendar as YYYY-MM-DD', text);
  }
}

/** RFC 3339: no brackets, no other calendar; from the year 1 on, as days are. */
const INSTANT = /^(?!0000)\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

function readInstant(text: string): Temporal.Instant | Malformed {
  const expected = 'an instant as YYYY-MM-DDThh:mm:ssZ';
  if (!INSTANT.test(text)) return malformed(expected, text.slice(0, 40));
  try {
    return Temporal.Instant.from(text);
  } catch {
    return malformed(expected, text);
  }
}

/** Whole cents from a decimal string with at most two places. */
function readCents(text: string): number | Malformed {
  const match = /^(-?)(\d{1,13})(?:\.(\d{1,2}))?$/.exec(text);
  if (match === null) return malformed('US dollars as a decimal string such as 1234.50', text.slice(0, 40));
  const cents = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'));
  return match[1] === '-' ? -cents : cents;
}

/** `1234.50` from 123450 cents. */
export function dollars(cents: number): string {
  const whole = Math.trunc(Math.abs(cents) / 100);
  const rest = String(Math.abs(cents) % 100).padStart(2, '0');
  return `${cents < 0 ? '-' : ''}${whole}.${rest}`;
}

function readCountryCode(text: string): string | Malformed {
  return /^[A-Z]{2}$/.test(text) ? text : malformed('an ISO 3166-1 alpha-2 country code', text.slice(0, 40));
}

/** The scalars of schema/prelude.graphql. In resolvers: PlainDate, Instant, whole cents, a two-letter code. */
export const preludeScalars = {
  Date: parsedScalar('Date', readDay),
  DateTime: parsedScalar('DateTime', readInstant),
  UsDollars: parsedScalar('UsDollars', readCents, dollars),
  CountryCode: parsedScalar('CountryCode', readCountryCode),
};

/** An entry number in its hyphened form. */
export const entryNumberScalar = parsedScalar('EntryNumber', readEntryNumber);
