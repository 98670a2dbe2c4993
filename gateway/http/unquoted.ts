/**
 * What is wrong with a document, in the library's words but without the literal that
 * they quote: an importer number that was put where none belongs is not repeated.
 */
export function unquoted(message: string): string {
  return message
    .replace(/^(\w+|Enum "\w+") cannot represent (an? |)(non[\w -]*value): .*$/s, '$1 cannot represent $2$3.')
    .replace(/^(Expected value of type "[^"]*"), found .*$/s, '$1.')
    .replace(/^(Syntax Error: .*?(?:String|BlockString|Int|Float)) ".*"\.$/s, '$1.');
}
