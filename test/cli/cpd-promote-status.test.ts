import { cpd } from './support/cpd';
import { PromotionRepository } from './support/promotion-repository';

let repository: PromotionRepository;

beforeEach(() => {
  repository = new PromotionRepository();
});

afterEach(() => {
  repository.remove();
});

const written = () => repository.read();
const promote = (what: string, ...args: string[]) => cpd(['promote', what, '--from', 'dev', '--to', 'prod', ...args]);

/** Runs it and expects that nothing is written. */
function refusals(what = 'shop/backend', ...args: string[]): string[] {
  const before = written();
  const { code, out, error } = promote(what, ...args);
  expect({ code, out }).toStrictEqual({ code: 1, out: [] });
  expect(error.at(-1)).toBe('releases/prod.yaml was not changed');
  expect(written()).toBe(before);
  return error.slice(0, -1);
}

describe('with a status', () => {
  /** What kubectl prints, the backend as a test has it. */
  function statusFile(spec: object, status: object, primary = 'ghcr.io/acme/podinfo:6.9.5', color = '#1f7a6d'): string {
    const podSpec = { containers: [{ image: primary, env: [{ name: 'PODINFO_UI_COLOR', value: color }] }] };
    const items = [
      { kind: 'Canary', metadata: { name: 'backend', namespace: 'shop' }, spec, status },
      {
        kind: 'Deployment',
        metadata: { name: 'backend-primary', namespace: 'shop' },
        spec: { template: { spec: podSpec } },
      },
    ];
    repository.write('status.json', JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
    return 'status.json';
  }
  const PROMOTED = { phase: 'Succeeded', lastAppliedSpec: '7d8f', lastPromotedSpec: '7d8f' };

  test('a version that Flagger has promoted goes over', () => {
    expect(promote('shop/backend', '--status', statusFile({}, PROMOTED))).toMatchObject({
      code: 0,
      out: [
        'releases/prod.yaml: shop.backend.tag is now 6.9.5',
        'releases/prod.yaml: shop.backend.color is now teal',
        "origin/main has it in release data and dist/ of dev, and Flagger's status says that it is promoted",
      ],
    });
  });

  test('an app without a Canary goes over, and it is said', () => {
    expect(promote('shop', '--status', statusFile({}, PROMOTED)).out).toContain(
      'shop.frontend has no Canary in dev: the status does not say how it went',
    );
  });

  test.each([
    [
      'has failed',
      {},
      { ...PROMOTED, phase: 'Failed' },
      undefined,
      'have the phase Succeeded, got "Failed"; Flagger has taken it back',
    ],
    [
      'is on its way',
      {},
      { ...PROMOTED, phase: 'Progressing' },
      undefined,
      'got "Progressing"; wait until it is promoted',
    ],
    ['was the first', {}, { ...PROMOTED, phase: 'Initialized' }, undefined, 'got "Initialized"; the first version'],
    ['has no status yet', {}, {}, undefined, 'have the phase Succeeded, got nothing'],
    ['was not analysed', { skipAnalysis: true }, PROMOTED, undefined, 'be without skipAnalysis, got true'],
    ['has a newer one behind it', {}, { ...PROMOTED, lastAppliedSpec: '1' }, undefined, 'got "1" and "7d8f"'],
    [
      'is not seen yet',
      {},
      PROMOTED,
      'ghcr.io/acme/podinfo:6.9.4',
      'got "ghcr.io/acme/podinfo:6.9.4 teal"; Flagger has not promoted it',
    ],
    ['is another image', {}, PROMOTED, 'ghcr.io/other/podinfo:6.9.5', 'got "ghcr.io/other/podinfo:6.9.5 teal"'],
  ])('a version that %s is refused', (_how, spec, status, primary, message) => {
    expect(refusals('shop/backend', '--status', statusFile(spec, status, primary))).toStrictEqual([
      expect.stringContaining(`shop.backend in the status must ${message.startsWith('got') ? '' : message}`),
    ]);
    expect(refusals('shop/backend', '--status', 'status.json')[0]).toContain(message);
  });

  test('a color that is not promoted is refused, too', () => {
    const file = statusFile({}, PROMOTED, undefined, '#2f5d8a');
    expect(refusals('shop/backend', '--status', file)).toStrictEqual([expect.stringContaining('podinfo:6.9.5 blue"')]);
  });

  test('a status of other apps is refused', () => {
    repository.write(
      'other.json',
      JSON.stringify({ kind: 'Canary', metadata: { name: 'backend', namespace: 'other' } }),
    );
    expect(refusals('shop/backend', '--status', 'other.json')[0]).toContain(
      'must have its Canary shop/backend, got nothing',
    );
  });
});
