/** What a portal that shows the registry is to say with it (CBP E-Commerce Strategy obj. 4.2). */
export const REGISTRY_WORDS = {
  registry:
    'The public registry of importers that CBP has vetted and deemed trusted, and that chose to be listed.',
  listed:
    'A listing says that CBP vetted the importer and listed it on its own application, for the days given. It is no guarantee of any shipment, and no license or permit.',
  notListed:
    'That an importer is not listed says nothing against it: importers join by their own choice, and most have not. It must not be shown as a warning, ranked lower, or counted against anyone.',
  freshness:
    'A listing may end or be suspended on any day. Show it with the day on which it was read, and read it again at least once a day.',
  authority: 'CBP E-Commerce Strategy obj. 4.2',
} as const;
