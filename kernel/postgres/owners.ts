/** One owner of tables: a schema nobody else can read, and the login role that may. */
export interface Owner {
  /** Schema name, and the role's suffix: `importers` logs in as `gs_importers`. Lower case letters and underscores. */
  readonly name: string;
  /** Folder of `NNNN_name.sql` files, ending in a slash; applied in the order of their names. */
  readonly migrations: URL;
  /** Further folders of the kernel's whose tables the owner has too, each under its name; applied before its own. */
  readonly also?: readonly { readonly name: string; readonly migrations: URL }[];
  /**
   * `OWNS` (the default): the login role owns the schema and its tables.
   * `INSERT_ONLY`: schema and tables belong to a role nobody can log in as
   * (`gs_<name>_owner`), which runs the migrations; the login role may use the
   * schema and has on each table only what the migrations grant it.
   */
  readonly grants?: 'OWNS' | 'INSERT_ONLY';
  /** After how many seconds the database gives up a statement of the login role. Absent: 15. */
  readonly statementSeconds?: number;
  /** Further settings of the login role in the database. */
  readonly settings?: Readonly<Record<string, string>>;
}

const OWNER_NAME = /^[a-z][a-z_]{0,39}$/;

function checked(owner: Owner): string {
  if (!OWNER_NAME.test(owner.name)) {
    throw new Error(`expected an owner's name of lower case letters and underscores, got "${owner.name}"`);
  }
  return owner.name;
}

export function schemaOf(owner: Owner): string {
  return checked(owner);
}

/** The role an owner's pool logs in as. */
export function loginRole(owner: Owner): string {
  return `gs_${checked(owner)}`;
}

/** The role that owns the schema and runs its migrations. */
export function schemaOwnerRole(owner: Owner): string {
  return owner.grants === 'INSERT_ONLY' ? `${loginRole(owner)}_owner` : loginRole(owner);
}
