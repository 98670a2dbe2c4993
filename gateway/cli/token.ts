import { developmentIssuer } from '../authenticate/development-issuer.ts';
import { isPersonaName, PERSONAS } from '../authenticate/personas.ts';
import { ConfigError, readConfig } from '../config.ts';

/** `npm run token -- <audience> [organisation]`: one development token and nothing else. */
const [name, organization, ...rest] = process.argv.slice(2);

if (!isPersonaName(name) || rest.length > 0) {
  refuse(`expected an audience and at most an organisation; audiences: ${Object.keys(PERSONAS).join(', ')}`);
} else if (organization !== undefined && !/^[a-z0-9][a-z0-9-]{0,39}$/.test(organization)) {
  refuse('expected an organisation as the agreements name it, such as fda');
} else {
  const persona = PERSONAS[name];
  try {
    const token = { audience: persona.audience, organization: organization ?? persona.organization };
    console.log(await developmentIssuer(readConfig(process.env)).issue(token, Date.now()));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    refuse(error.message);
  }
}

function refuse(line: string): void {
  console.error(line);
  process.exitCode = 1;
}
