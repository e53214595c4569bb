import { linkerd } from '../../../src/constructs/infrastructure/components/linkerd';
import { prometheus } from '../../../src/constructs/infrastructure/components/prometheus';
import { synth } from '../../../src/testing';
import { cluster, everything, problems } from './fixture';

test('without Linkerd nothing is injected, scraped or routed for it', () => {
  const plain = cluster({
    branch: 'main',
    infrastructure: everything().filter(({ name }) => !/^linkerd|^trust/.test(name)),
  });
  expect(problems(plain)).toStrictEqual([]);
  // Dashboards leave the proxies of every mesh out.
  const others = synth(plain).filter(({ kind }) => kind !== 'ConfigMap');
  const mentions = JSON.stringify(others).match(/linkerd[^"]*/g);
  expect(mentions).toStrictEqual(['linkerd']); // Flagger's mesh provider, as it was told
});

test('Linkerd without cert-manager says what is missing, once per component that needs it', () => {
  const missing = problems(cluster({ branch: 'main', infrastructure: [...linkerd(), prometheus()] }));
  expect(missing.map((text) => text.split(': ')[1])).toStrictEqual([
    'infrastructure trust-manager',
    'infrastructure linkerd-identity',
  ]);
});
