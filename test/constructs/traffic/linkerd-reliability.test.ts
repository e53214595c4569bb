import { HttpRoute } from '../../../src/constructs/traffic/http-route';
import { GrpcRoute } from '../../../src/constructs/traffic/grpc-route';
import {
  linkerdReliability,
  type LinkerdReliabilityOptions,
} from '../../../src/constructs/traffic/linkerd-reliability';
import { synth } from '../../../src/testing';

describe('retries and timeouts of Linkerd', () => {
  test('are annotations, and only those that are asked for', () => {
    expect(
      linkerdReliability({
        retries: { http: ['5xx', 'gateway-error', 404, '408-429'], limit: 3, timeout: '400ms' },
        timeouts: { request: '2s', response: '1m', idle: '1h' },
      }),
    ).toStrictEqual({
      'retry.linkerd.io/http': '5xx,gateway-error,404,408-429',
      'retry.linkerd.io/limit': '3',
      'retry.linkerd.io/timeout': '400ms',
      'timeout.linkerd.io/request': '2s',
      'timeout.linkerd.io/response': '1m',
      'timeout.linkerd.io/idle': '1h',
    });
    expect(linkerdReliability({ retries: { grpc: ['unavailable', 'internal'] } })).toStrictEqual({
      'retry.linkerd.io/grpc': 'unavailable,internal',
    });
    expect(linkerdReliability({})).toStrictEqual({});
  });

  test.each<[string, LinkerdReliabilityOptions, string]>([
    ['a status there is none of', { retries: { http: [600] } }, 'retries.http must be statuses from 100 to 599'],
    ['a range that ends before it begins', { retries: { http: ['504-502'] } }, 'retries.http must be statuses'],
    ['a range of three', { retries: { http: ['500-501-502' as '500-501'] } }, 'retries.http must be statuses'],
    ['half a number', { retries: { http: [500.5] } }, 'retries.http must be statuses'],
    ['retries after nothing', { retries: { limit: 2 } }, 'retries must say after which statuses'],
    [
      'no retry',
      { retries: { http: ['5xx'], limit: 0 } },
      'retries.limit must be a whole number from 1 to 65535, got 0',
    ],
    ['half a retry', { retries: { http: ['5xx'], limit: 1.5 } }, 'retries.limit must be a whole number'],
    ['no time', { retries: { http: ['5xx'], timeout: '0s' } }, 'retries.timeout must be a whole number, above 0'],
    ['half a second', { timeouts: { request: '1.5s' } }, 'timeouts.request must be a whole number, above 0'],
    ['two units', { timeouts: { response: '1m30s' as '1m' } }, 'timeouts.response must be a whole number'],
    ['no idle time', { timeouts: { idle: '0ms' } }, 'timeouts.idle must be a whole number'],
    [
      'an attempt as long as the request',
      { retries: { http: ['5xx'], timeout: '1000ms' }, timeouts: { request: '1s' } },
      'retries.timeout must be less than timeouts.request, 1s, got "1000ms"',
    ],
  ])('%s is refused', (_title, options, message) => {
    expect(() => linkerdReliability(options)).toThrow(message);
  });

  test('go on routes', () => {
    const annotations = linkerdReliability({ timeouts: { request: '2s' } });
    const parentRefs = [{ group: 'core', kind: 'Service', name: 'search', port: 9898 }] as const;
    const routes = synth((chart) => {
      const backendRefs = [{ name: 'search', port: 9898 }] as const;
      new HttpRoute(chart, 'http', { namespace: 'shop', parentRefs, annotations, rules: [{ backendRefs }] });
      new GrpcRoute(chart, 'grpc', { namespace: 'shop', parentRefs, annotations, rules: [{ backendRefs }] });
    });
    expect(routes.map(({ metadata }) => metadata.annotations)).toStrictEqual([annotations, annotations]);
  });
});
