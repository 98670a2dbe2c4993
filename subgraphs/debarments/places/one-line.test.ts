import { describe, expect, test } from 'vitest';
import { addressKeys, readAddress } from './address.ts';
import { countryNamed } from './country-named.ts';
import { takenApart } from './one-line.ts';

const NOTHING = { city: null, region: null, postalCode: null, country: null };

describe('an address in one line', () => {
  test.each([
    ['221 E 51st St, Chicago, IL 60615, USA', '221 E 51st St', 'Chicago', 'IL', '60615', 'US'],
    [
      '221 E 51st St, Suite 4, Chicago IL 60615-1234',
      '221 E 51st St, Suite 4',
      'Chicago',
      'IL',
      '60615-1234',
      null,
    ],
    ['221 E 51st St, Chicago, IL, 60615', '221 E 51st St', 'Chicago', 'IL', '60615', null],
    ['221 E 51st St Chicago IL 60615', '221 E 51st St Chicago', null, 'IL', '60615', null],
    ['221 E 51st St, Chicago', '221 E 51st St', 'Chicago', null, null, null],
    ['12 High Street, London SW1A 1AA, United Kingdom', '12 High Street', 'London', null, 'SW1A 1AA', 'GB'],
    ['Hauptstraße 12, 10115 Berlin, Germany', 'Hauptstraße 12', 'Berlin', null, '10115', 'DE'],
    ['100 King St W, Toronto, ON M5X 1A9, Canada', '100 King St W', 'Toronto', 'ON', 'M5X 1A9', 'CA'],
    ['Calle 10 No. 5-20, Bogotá, Colombia', 'Calle 10 No. 5-20', 'Bogotá', null, null, 'CO'],
    ['100 Main St, Unit 5', '100 Main St, Unit 5', null, null, null, null],
    ['100 Main St, # 5', '100 Main St, # 5', null, null, null, null],
    ['100 Main St', '100 Main St', null, null, null, null],
  ])('%s', (line, street, city, region, postalCode, country) => {
    expect(takenApart({ ...NOTHING, lines: [line] })).toEqual({
      lines: [street],
      city,
      region,
      postalCode,
      country,
    });
  });

  test('meets the same address in columns of its own', () => {
    const columns = {
      lines: ['221 East 51 Street'],
      city: 'Chicago',
      region: 'IL',
      postalCode: '60615',
      country: 'US',
    };
    const keys = addressKeys(readAddress({ ...NOTHING, lines: ['221 E. 51st St., Chicago, IL 60615'] }));
    expect(keys).toEqual(addressKeys(readAddress(columns)));
  });

  test('that has a town or postal code in a column of its own is left as it is', () => {
    const address = { ...NOTHING, lines: ['100 Main St, Springfield'], city: 'Salem' };
    expect(takenApart(address)).toBe(address);
  });
});

test.each([
  ['us', 'US'],
  ['USA', 'US'],
  ['U.S.A.', 'US'],
  ['United States', 'US'],
  ['Russian Federation', 'RU'],
  ['Côte d’Ivoire', 'CI'],
  ['Türkiye', 'TR'],
  ['Turkey', 'TR'],
  ['Korea, South', 'KR'],
  ['Ruritania', null],
  ['', null],
])('%s is the country %s', (text, code) => expect(countryNamed(text)).toBe(code));
