import { serveSubgraph } from '@good-standing/kernel/subgraph/serve.ts';
import { definition } from './subgraph.ts';

await serveSubgraph(definition, process.argv);
