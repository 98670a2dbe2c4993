import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/** Codes that say something to a client; every other failure is masked. */
const TOLD = new Set(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED', 'NOT_FOUND', 'CONFLICT']);

/** Where the reason of a masked failure goes: never to the client. */
export type FailureLog = (failure: LoggedFailure) => void;

export interface LoggedFailure {
  readonly name: string;
  readonly errorCode?: string;
  readonly stack: string;
}

let log: FailureLog = () => {};

/** The process that serves decides where failures are written. */
export function logFailuresTo(sink: FailureLog): void {
  log = sink;
}

/** A failure whose cause no client is told. */
export function logFailure(cause: unknown): void {
  if (cause instanceof Error)
    log({ name: cause.name, ...errorCodeOf(cause), stack: stackWithoutMessage(cause) });
  else log({ name: typeof cause, stack: '' });
}

const ERROR_CODE = /^[A-Z0-9_]{3,40}$/;

/** What a system says of an error in a word: the SQLSTATE of Postgres, `ECONNRESET`. What is no such word could quote anything, and is left out. */
export function errorCodeOf(cause: Error): { readonly errorCode?: string } {
  const code: unknown = 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' && ERROR_CODE.test(code) ? { errorCode: code } : {};
}

/** A refusal that a client can act on: what was expected and what came. */
export function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

/** An error as a client may see it: our own refusals as they are, anything else without its text. */
export function presentable(error: GraphQLError): GraphQLFormattedError {
  const told = refusal(error);
  const path = error.path === undefined ? {} : { path: error.path };
  if (told !== null) return { message: told.message, ...path, extensions: told.extensions };
  const cause = error.originalError ?? error;
  if (cause instanceof GraphQLError) {
    return { message: unquoted(cause.message), ...path, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } };
  }
  logFailure(cause);
  return { message: 'The answer could not be made.', ...path, extensions: { code: 'INTERNAL_SERVER_ERROR' } };
}

/** Our own words before those of the library, which quotes the value of a variable: it may be personal. */
function refusal(error: GraphQLError): GraphQLError | null {
  for (const candidate of [error.originalError, error]) {
    // NOTE: graphql-jit makes errors without extensions, whatever the type says.
    if (candidate instanceof GraphQLError && TOLD.has(String(candidate.extensions?.code))) return candidate;
  }
  return null;
}

/** Which variable does not fit, without its value. */
function unquoted(message: string): string {
  return message.replace(/^(Variable "\$\w+") got invalid value .*$/s, '$1 does not fit its type.');
}

/** Database messages can quote values; frames cannot. */
function stackWithoutMessage(error: Error): string {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 8)
    .join('\n');
}
