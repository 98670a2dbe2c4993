import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/** Codes that say something to a client; every other failure is masked. */
const TOLD = new Set(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED', 'NOT_FOUND', 'CONFLICT']);

/** Where the reason of a masked failure goes: never to the client. */
export type FailureLog = (failure: { readonly name: string; readonly stack: string }) => void;

let log: FailureLog = () => {};

/** The process that serves decides where failures are written. */
export function logFailuresTo(sink: FailureLog): void {
  log = sink;
}

/** A failure whose cause no client is told. */
export function logFailure(cause: unknown): void {
  if (cause instanceof Error) log({ name: cause.name, stack: stackWithoutMessage(cause) });
  else log({ name: typeof cause, stack: '' });
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
