import { capitals } from './capitals.ts';
import { type Malformed, malformed } from './malformed.ts';

/**
 * Government agency codes of ACE CATAIR Appendix V: three letters, often not the agency's own
 * acronym (`CPS` is CPSC), and `ACE` is the Army Corps of Engineers. A code standing for itself
 * is one whose agency we have not confirmed.
 */
export const PGA_AGENCIES = {
  ACE: 'Army Corps of Engineers',
  AMS: 'Agricultural Marketing Service',
  APH: 'Animal and Plant Health Inspection Service',
  ATF: 'Bureau of Alcohol, Tobacco, Firearms and Explosives',
  BIS: 'Bureau of Industry and Security',
  BLS: 'Bureau of Labor Statistics',
  BTS: 'Bureau of Transportation Statistics',
  CBC: 'Census Bureau',
  CBP: 'U.S. Customs and Border Protection',
  CDC: 'Centers for Disease Control and Prevention',
  CGD: 'U.S. Coast Guard',
  CPS: 'Consumer Product Safety Commission',
  DCM: 'Defense Contract Management Agency',
  DEA: 'Drug Enforcement Administration',
  DEE: 'DEE',
  DOL: 'Department of Labor',
  DTC: 'Directorate of Defense Trade Controls',
  ECO: 'ECO',
  EIA: 'Energy Information Administration',
  EPA: 'Environmental Protection Agency',
  ETA: 'Employment and Training Administration',
  EXI: 'Export-Import Bank of the United States',
  FAA: 'Federal Aviation Administration',
  FAS: 'Foreign Agricultural Service',
  FCC: 'Federal Communications Commission',
  FCN: 'Financial Crimes Enforcement Network',
  FDA: 'Food and Drug Administration',
  FHA: 'Federal Highway Administration',
  FMC: 'Federal Maritime Commission',
  FMS: 'FMS',
  FSI: 'Food Safety and Inspection Service',
  FTZ: 'Foreign-Trade Zones Board',
  FWS: 'U.S. Fish and Wildlife Service',
  GIP: 'Grain Inspection, Packers and Stockyards Administration',
  ICE: 'U.S. Immigration and Customs Enforcement',
  IDV: 'IDV',
  IRS: 'Internal Revenue Service',
  MAR: 'Maritime Administration',
  NHT: 'National Highway Traffic Safety Administration',
  NMF: 'National Marine Fisheries Service',
  NRC: 'Nuclear Regulatory Commission',
  OFA: 'Office of Foreign Assets Control',
  OFE: 'Office of Fossil Energy',
  OFM: 'Office of Foreign Missions',
  OGC: 'OGC',
  OLM: 'OLM',
  OMC: 'Office of Marine Conservation',
  OTX: 'Office of Textiles and Apparel',
  PHM: 'Pipeline and Hazardous Materials Safety Administration',
  TRP: 'TRP',
  TSA: 'Transportation Security Administration',
  TTB: 'Alcohol and Tobacco Tax and Trade Bureau',
  UTC: 'U.S. International Trade Commission',
} as const;

export type PgaAgency = keyof typeof PGA_AGENCIES;

/** Any case; upper case comes back. */
export function readPgaAgency(text: string): PgaAgency | Malformed {
  const written = capitals(text);
  return isPgaAgency(written) ? written : malformed('a code of ACE CATAIR Appendix V', text);
}

function isPgaAgency(code: string): code is PgaAgency {
  return Object.hasOwn(PGA_AGENCIES, code);
}
