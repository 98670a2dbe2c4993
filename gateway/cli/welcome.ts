/** What `npm start` says while it works, and once it is ready. */
export const tell = {
  step: (name: string) => console.log(`· ${name}`),

  feed({
    feed,
    rows,
    rejected,
  }: {
    readonly feed: string;
    readonly rows: number;
    readonly rejected: number;
  }): void {
    console.log(
      `    ${feed.padEnd(32)} ${String(rows).padStart(8)} rows${rejected > 0 ? `, ${rejected} quarantined` : ''}`,
    );
  },

  ready(url: string, tokens: ReadonlyMap<string, string>): void {
    console.log(`\nGood Standing is ready at ${url}/graphql\n`);
    if (tokens.size === 0) return;
    console.log(
      'Development tokens of the invented cast, good for thirty days (also: npm run --silent token -- pga):\n',
    );
    for (const [name, token] of tokens) console.log(`${name.padEnd(14)} ${token}\n`);
    console.log('Three things to try, in another terminal:\n');
    for (const { says, persona, body } of TRIES) {
      console.log(`# ${says}\n${curl(url, tokens.get(persona) ?? '', body)}\n`);
    }
    console.log('Ctrl-C ends it.');
  },
};

/** The three jobs, each a canonical operation of schema/operations. */
const TRIES = [
  {
    says: 'A partner agency reads an importer.',
    persona: 'pga',
    body: { documentId: 'pga/importer-record', variables: { number: '07-000000300' } },
  },
  {
    says: 'A platform checks sellers before listing them.',
    persona: 'platform',
    body: {
      documentId: 'platform/check-sellers',
      variables: {
        sellers: [
          {
            reference: 'seller-1',
            name: 'Northwind Traders',
            identifiers: [{ scheme: 'UEI', value: 'NRTHWND4T5R6' }],
          },
          { reference: 'seller-2', name: 'Aurora Kitchenware LLC' },
        ],
      },
    },
  },
  {
    says: 'A rights holder reads what the law lets it see of seizures of its marks.',
    persona: 'rights-holder',
    body: { documentId: 'rights-holder/my-seizures' },
  },
] as const;

function curl(url: string, token: string, body: object): string {
  return [
    `curl -s ${url}/graphql -H 'content-type: application/json' \\`,
    `  -H 'authorization: Bearer ${token}' \\`,
    `  -d '${JSON.stringify(body)}'`,
  ].join('\n');
}
