import * as fc from 'fast-check';
import { checkAllowLists } from '../../../../src/constructs/workspace/admission/allow-lists';
import { isListedAddress } from '../../../../src/constructs/workspace/admission/listed-address';
import { isListedHost } from '../../../../src/constructs/workspace/admission/listed-host';
import { isListedImage } from '../../../../src/constructs/workspace/admission/listed-image';
import { isServiceOf } from '../../../../src/constructs/workspace/admission/service-name';
import { ADDRESS_ENTRIES, ADDRESSES, HOST_ENTRIES, HOSTS, IMAGE_ENTRIES, IMAGES } from './addresses';

test.each(ADDRESSES)('address %j: %j', (address, listed) => {
  expect(isListedAddress(address, ADDRESS_ENTRIES)).toBe(listed);
});

test.each(HOSTS)('host %j: %j', (host, listed) => {
  expect(isListedHost(host, HOST_ENTRIES)).toBe(listed);
});

test.each(IMAGES)('image %j: %j', (image, listed) => {
  expect(isListedImage(image, IMAGE_ENTRIES)).toBe(listed);
});

test.each([
  ['web.shop', true],
  ['web.shop.svc', true],
  ['web.shop.svc.cluster.local', true],
  ['web.media', false],
  ['web.shop.evil.com', false],
  ['.shop', false],
  ['web', false],
])('Service %j: %j', (host, own) => {
  expect(isServiceOf(host, ['shop'])).toBe(own);
});

describe('an entry', () => {
  const word = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
  const path = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join('/'));
  const domain = fc.array(word, { minLength: 2, maxLength: 4 }).map((words) => words.join('.'));

  test('admits itself and everything below it, and no sibling that begins like it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('https://', 'ssh://git@', 'oci://'),
        domain,
        path,
        path,
        (scheme, host, at, below) => {
          const entry = `${scheme}${host}/${at}`;
          const [image] = [`${host}/${at}`];
          expect([entry, `${entry}/${below}`].every((address) => isListedAddress(address, [entry]))).toBe(true);
          expect([image, `${image}/${below}:1`].every((name) => isListedImage(name, [image]))).toBe(true);
          const siblings = [
            `${entry}${below}`,
            `${entry}-${below}`,
            `${entry}.git/${below}`,
            `${scheme}${host}.${entry.slice(scheme.length)}`,
          ];
          expect(siblings.filter((address) => isListedAddress(address, [entry]))).toStrictEqual([]);
          expect(
            [`${image}${below}`, `${image}-${below}`].filter((name) => isListedImage(name, [image])),
          ).toStrictEqual([]);
        },
      ),
    );
  });

  test('with "*." admits what is below a host, and not the host, nor one that ends like it', () => {
    fc.assert(
      fc.property(domain, word, (host, label) => {
        const hosts = [host, `${label}${host}`, `${label}.${host}`];
        expect(hosts.map((name) => isListedHost(name, [`*.${host}`]))).toStrictEqual([false, false, true]);
      }),
    );
  });
});

test('entries that mean nothing are problems', () => {
  const allow = {
    repositories: ['https://git.example.com/acme/', 'git@git.example.com:acme'],
    charts: ['ssh://git@git.example.com/acme'],
    registries: ['*', 'ghcr.io/acme', 'acme'],
    clusters: ['a,b'],
    hosts: ['*', 'Shop.example.com'],
  };
  expect(checkAllowLists(allow).map(({ prop }) => prop)).toStrictEqual([
    'allow.repositories',
    'allow.repositories',
    'allow.charts',
    'allow.registries',
    'allow.registries',
    'allow.clusters',
    'allow.hosts',
    'allow.hosts',
  ]);
});
