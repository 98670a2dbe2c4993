import { type DocumentNode, GraphQLError, Lexer, parse, Source, TokenKind } from 'graphql';
import type { Limits } from './limits.ts';
import { type LimitRefusal, limitRefusal } from './refusal.ts';

/** The document's text is no GraphQL: where and why. */
export interface UnreadableDocument {
  readonly unreadable: true;
  readonly message: string;
  readonly locations: readonly { readonly line: number; readonly column: number }[];
}

export function isUnreadable(value: object): value is UnreadableDocument {
  return 'unreadable' in value;
}

/** Counts tokens before anything is built of them, then parses. */
export function readDocument(text: string, limits: Limits): DocumentNode | UnreadableDocument | LimitRefusal {
  try {
    const tokens = countTokens(text);
    if (tokens > limits.tokens) return limitRefusal('tokens', tokens, limits.tokens);
    return parse(text, { maxTokens: limits.tokens });
  } catch (error) {
    if (error instanceof GraphQLError) {
      return { unreadable: true, message: error.message, locations: [...(error.locations ?? [])] };
    }
    if (!(error instanceof RangeError)) throw error;
    return { unreadable: true, message: 'Syntax Error: nested too deeply.', locations: [] };
  }
}

/** To the end of a text that the body limit has bounded, so that the refusal can say how many there are. */
function countTokens(text: string): number {
  const lexer = new Lexer(new Source(text));
  let tokens = 0;
  while (lexer.advance().kind !== TokenKind.EOF) tokens += 1;
  return tokens;
}
