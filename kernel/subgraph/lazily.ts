import type { LoaderSetting } from './definition.ts';

/** How each loader of an owner is made, for one request; `load` are the others of the same request. */
export type Makers<Loaders> = {
  readonly [Name in keyof Loaders]: (setting: LoaderSetting, load: Loaders) => Loaders[Name];
};

const SETTING = Symbol('setting');
const MADE = Symbol('made');

interface Request {
  readonly [SETTING]: LoaderSetting;
  readonly [MADE]: unknown[];
}

/**
 * Loaders that are made when a request first asks for them: an owner has dozens, and most
 * requests need two or three. Each is made once a request.
 */
export function lazily<Loaders extends object>(makers: Makers<Loaders>): (setting: LoaderSetting) => Loaders {
  const named = {};
  for (const [nth, [name, make]] of Object.entries<Makers<Loaders>[keyof Loaders]>(makers).entries()) {
    Object.defineProperty(named, name, {
      enumerable: true,
      get(this: Request & Loaders) {
        const made = this[MADE];
        if (made[nth] === undefined) made[nth] = make(this[SETTING], this);
        return made[nth];
      },
    });
  }
  return (setting) => {
    const request: Request = { __proto__: named, [SETTING]: setting, [MADE]: [] } as Request;
    return request as Request & Loaders;
  };
}

/** Makers of loaders that share what they are made of: all are made when the first of them is asked for. */
export function together<Group extends object, Name extends keyof Group, Loaders = unknown>(
  make: (setting: LoaderSetting, load: Loaders) => Group,
  names: readonly Name[],
): { readonly [Each in Name]: (setting: LoaderSetting, load: Loaders) => Group[Each] } {
  const made = new WeakMap<LoaderSetting, Group>();
  const groupOf = (setting: LoaderSetting, load: Loaders): Group => {
    const known = made.get(setting) ?? make(setting, load);
    made.set(setting, known);
    return known;
  };
  const makers: Partial<Record<Name, (setting: LoaderSetting, load: Loaders) => Group[Name]>> = {};
  for (const name of names) makers[name] = (setting, load) => groupOf(setting, load)[name];
  return makers as { readonly [Each in Name]: (setting: LoaderSetting, load: Loaders) => Group[Each] };
}
