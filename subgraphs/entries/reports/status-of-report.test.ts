import { describe, expect, test } from 'vitest';
import { statusAfter, statusAfterAnswer } from './status-of-report.ts';

describe('19 USC 4318(a)(4): what becomes of a report', () => {
  test.each([
    ['RECEIVED', 'REVIEW', 'UNDER_REVIEW'],
    ['RECEIVED', 'CLOSE', 'CLOSED'],
    ['UNDER_REVIEW', 'ASK', 'INFORMATION_ASKED'],
    ['INFORMATION_ASKED', 'REFER', 'REFERRED'],
    ['REFERRED', 'CIVIL_ACTION', 'CIVIL_ACTION'],
    ['CIVIL_ACTION', 'CRIMINAL_ACTION', 'CRIMINAL_ACTION'],
    ['CLOSED', 'REVIEW', 'UNDER_REVIEW'],
    ['CLOSED', 'CLOSE', 'CLOSED'],
    ['CLOSED', 'ASK', null], // first reviewed again
    ['CLOSED', 'REFER', null],
    ['CLOSED', 'CIVIL_ACTION', null],
    ['CLOSED', 'CRIMINAL_ACTION', null],
  ] as const)('%s, %s: %s', (status, decision, after) => {
    expect(statusAfter(status, decision)).toBe(after);
  });

  test.each([
    ['RECEIVED', 'RECEIVED'],
    ['INFORMATION_ASKED', 'UNDER_REVIEW'],
    ['CRIMINAL_ACTION', 'CRIMINAL_ACTION'],
    ['CLOSED', null],
  ] as const)('%s, the reporter says more: %s', (status, after) => {
    expect(statusAfterAnswer(status)).toBe(after);
  });
});
