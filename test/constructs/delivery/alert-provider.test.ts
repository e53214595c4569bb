import { Testing } from 'cdk8s';
import { AlertProvider, type CanaryAlert } from '../../../src/constructs/delivery/alert-provider';
import { Canary } from '../../../src/constructs/delivery/canary';
import { canary } from '../../../src/constructs/delivery/strategy';
import { validateManifest } from '../../support/schemas';
import { analysisOf, canaryProps, problemsOf, shopChart } from './fixture';

describe('AlertProvider', () => {
  test('is a complete Flagger object whose alert is sent', () => {
    const chart = shopChart();
    const chat = new AlertProvider(chart, 'chat', { type: 'slack', channel: 'shop', secretName: 'slack' });
    const [object] = Testing.synth(chart) as object[];
    expect(object).toStrictEqual({
      apiVersion: 'flagger.app/v1beta1',
      kind: 'AlertProvider',
      metadata: { name: 'chat', namespace: 'shop' },
      spec: { type: 'slack', channel: 'shop', secretRef: { name: 'slack' } },
    });
    expect(validateManifest(object)).toStrictEqual([]);
    expect(chat.toAlert()).toStrictEqual({
      name: 'chat',
      severity: 'info',
      providerRef: { name: 'chat', namespace: 'shop' },
    });
  });

  test.each(['slack', 'msteams', 'discord', 'rocket', 'gchat'] as const)(
    'of the type %s is valid, and its alert has a severity, without which Flagger sends none',
    (type) => {
      const chart = shopChart();
      const chat = new AlertProvider(chart, 'chat', { type, secretName: 'chat' });
      const alerts = [chat.toAlert(), { ...chat.toAlert('error'), name: 'urgent' }];
      new Canary(chart, 'rollout', canaryProps(canary({ stepWeight: 10, maxWeight: 50 }), { alerts }));
      expect(problemsOf(chart)).toStrictEqual([]);
      expect((Testing.synth(chart) as object[]).flatMap(validateManifest)).toStrictEqual([]);
      expect((analysisOf(chart).alerts as CanaryAlert[]).map(({ severity }) => severity)).toStrictEqual([
        'info',
        'error',
      ]);
    },
  );

  test('has its address in one place', () => {
    const chart = shopChart();
    const secretName = 'slack';
    // @ts-expect-error either in the open or in a Secret
    new AlertProvider(chart, 'both', { type: 'slack', secretName, address: 'https://chat.example.com' });
    // @ts-expect-error it must have one
    new AlertProvider(chart, 'none', { type: 'slack' });
    expect(problemsOf(chart)).toStrictEqual([
      'address must be given in one place, got "two"; keep one',
      'address must be given in one place, got "none"; name the Secret whose key address holds it',
    ]);
  });

  test('has an address that is a URL, or a Secret that can exist', () => {
    const chart = shopChart();
    new AlertProvider(chart, 'address', { type: 'slack', address: 'not a url' });
    new AlertProvider(chart, 'secret', { type: 'slack', secretName: 'Slack' });
    new AlertProvider(chart, 'good', { type: 'slack', address: 'https://chat.example.com/hooks/a?b=c' });
    expect(problemsOf(chart)).toStrictEqual([
      'address must be an http:// or https:// URL, got "not a url"; for example "https://chat.example.com/hooks/shop"',
      expect.stringContaining('secretName must be a DNS-1123 subdomain'),
    ]);
  });

  test('tells channel and name to chats that take them, and a proxy to all', () => {
    const chart = shopChart();
    const secretName = 'chat';
    const proxy = 'http://proxy.example.com:3128';
    new AlertProvider(chart, 'rocket', { type: 'rocket', secretName, channel: '#shop', username: 'rollouts', proxy });
    new AlertProvider(chart, 'teams', { type: 'msteams', secretName, proxy: 'socks5://proxy.example.com:1080' });
    expect(problemsOf(chart)).toStrictEqual([]);
    const objects = Testing.synth(chart) as { spec: object }[];
    expect(objects.map(({ spec }) => spec)).toStrictEqual([
      { type: 'rocket', channel: '#shop', username: 'rollouts', proxy, secretRef: { name: 'chat' } },
      { type: 'msteams', proxy: 'socks5://proxy.example.com:1080', secretRef: { name: 'chat' } },
    ]);
    expect(objects.flatMap(validateManifest)).toStrictEqual([]);
  });

  test('tells nothing to a chat that Flagger does not tell it', () => {
    const chart = shopChart();
    const secretName = 'chat';
    // @ts-expect-error a webhook of Teams belongs to one channel
    new AlertProvider(chart, 'teams', { type: 'msteams', secretName, channel: 'shop' });
    // @ts-expect-error and one of Google Chat has a name of its own
    new AlertProvider(chart, 'gchat', { type: 'gchat', secretName, username: 'rollouts' });
    // @ts-expect-error Flux's Provider can do this, Flagger cannot
    new AlertProvider(chart, 'telegram', { type: 'telegram', secretName });
    new AlertProvider(chart, 'slack', { type: 'slack', secretName, channel: ' ' });
    const remedy = 'its webhook belongs to one channel, and Flagger tells it neither: leave it out';
    expect(problemsOf(chart)).toStrictEqual([
      `channel must not be given for msteams, got "shop"; ${remedy}`,
      `username must not be given for gchat, got "rollouts"; ${remedy}`,
      'type must be a chat that Flagger knows, got "telegram"; it knows slack, discord, rocket, msteams, gchat',
      'channel must not be empty, got " "; leave it out for Flagger\'s own default',
    ]);
  });

  test.each(['proxy:3128', 'ftp://proxy.example.com', 'http://'])('goes through no proxy like %s', (proxy) => {
    const chart = shopChart();
    new AlertProvider(chart, 'chat', { type: 'discord', secretName: 'chat', proxy });
    expect(problemsOf(chart)).toStrictEqual([
      `proxy must be an http://, https:// or socks5:// URL, got "${proxy}"; for example "http://proxy.example.com:3128"`,
    ]);
  });
});
