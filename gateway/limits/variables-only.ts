import { BREAK, type DocumentNode, Kind, visit } from 'graphql';

/** Arguments and input fields that open something: documents are kept and planned, variables are not. */
const SECRETS: ReadonlySet<string> = new Set(['receipt']);

/** The name of a secret that a document has written out in place of a variable; null: there is none. */
export function writtenOut(document: DocumentNode): string | null {
  let found: string | null = null;
  const see = ({ name, value }: { name: { value: string }; value: { kind: Kind } }) => {
    if (!SECRETS.has(name.value) || value.kind === Kind.VARIABLE || value.kind === Kind.NULL)
      return undefined;
    found = name.value;
    return BREAK;
  };
  visit(document, {
    Argument: see,
    ObjectField: see,
    VariableDefinition: {
      enter: ({ variable, defaultValue }) =>
        defaultValue === undefined ? undefined : see({ name: variable.name, value: defaultValue }),
    },
  });
  return found;
}
