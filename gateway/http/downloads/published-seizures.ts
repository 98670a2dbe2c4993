import type { PublishedSeizuresQuery } from '@good-standing/schema/operations/public/operations.generated.ts';
import type { Dataset } from './dataset.ts';
import { paged } from './paged.ts';

type Published = PublishedSeizuresQuery['publishedSeizures']['nodes'][number];

/** By points, the highest first. */
export const publishedSeizures: Dataset = {
  name: 'published-seizures',
  title: 'Published seizures',
  says: 'Seizures in the mail and express environments that CBP published, repeat offenses in priority trade issues first.',
  authority: 'EO 13904 § 6(a); 19 CFR 103.32',
  source: 'Seizure records of CBP, published by its decision',
  parameters: { period: /^\d{4}-Q[1-4]$/ },
  columns: [
    { name: 'id', datatype: 'string', of: 'PublishedSeizure.id' },
    { name: 'period', datatype: 'string', of: 'PublishedSeizure.period' },
    { name: 'profile', datatype: 'string', of: 'PublishedSeizure.profile' },
    { name: 'environment', datatype: 'string', of: 'PublishedSeizure.environment' },
    { name: 'classes', datatype: 'string', of: 'PublishedSeizure.classes', separator: ';' },
    {
      name: 'priority_trade_issues',
      datatype: 'string',
      of: 'PublishedSeizure.priorityTradeIssues',
      separator: ';',
    },
    { name: 'port', datatype: 'string', of: 'PublishedSeizure.port' },
    { name: 'seized_on', datatype: 'date', of: 'PublishedSeizure.seizedOn' },
    { name: 'description', datatype: 'string', of: 'PublishedSeizure.description' },
    { name: 'quantity', datatype: 'decimal', of: 'PublishedSeizure.quantity' },
    { name: 'unit', datatype: 'string', of: 'Quantity.unit' },
    { name: 'country_of_origin', datatype: 'string', of: 'PublishedSeizure.countryOfOrigin' },
    { name: 'law_violated', datatype: 'string', of: 'PublishedSeizure.lawViolated' },
    { name: 'notice_published_on', datatype: 'date', of: 'PublishedSeizure.noticePublishedOn' },
    { name: 'score', datatype: 'integer', of: 'PublishedSeizure.score' },
    { name: 'score_version', datatype: 'string', of: 'PublishedSeizure.scoreVersion' },
    {
      name: 'score_parts',
      datatype: 'string',
      says: 'What the points are for: factor and points, as `FACTOR 50`.',
      separator: ';',
    },
    { name: 'published_on', datatype: 'date', of: 'PublishedSeizure.publishedOn' },
  ],
  rows: ({ ask, given }) =>
    paged<Published>(
      ask,
      {
        document: 'public/published-seizures',
        field: 'publishedSeizures',
        variables: { period: given.period ?? null },
      },
      (seizure) => ({
        id: seizure.id,
        period: seizure.period,
        profile: seizure.profile,
        environment: seizure.environment,
        classes: seizure.classes,
        priority_trade_issues: seizure.priorityTradeIssues,
        port: seizure.port,
        seized_on: seizure.seizedOn,
        description: seizure.description,
        quantity: seizure.quantity?.amount ?? null,
        unit: seizure.quantity?.unit ?? null,
        country_of_origin: seizure.countryOfOrigin,
        law_violated: seizure.lawViolated,
        notice_published_on: seizure.noticePublishedOn,
        score: seizure.score,
        score_version: seizure.scoreVersion,
        score_parts: seizure.scoreParts.map(({ factor, points }) => `${factor} ${points}`),
        published_on: seizure.publishedOn,
      }),
    ),
};
