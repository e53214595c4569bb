import fc from 'fast-check';
import { type DashboardSection, placePanels } from '../../../src/constructs/observability/dashboard-layout';
import type { GridPos } from '../../../src/constructs/observability/grafana-dashboard';
import { now, stat } from '../../../src/constructs/observability/panels';

const panel = stat({ title: 'up', description: '' }, { type: 'prometheus', uid: 'prometheus' }, now('up', 'up'), {});

const line = fc
  .record({ height: fc.integer({ min: 1, max: 20 }), count: fc.constantFrom(1, 2, 3, 4, 6, 8, 12, 24) })
  .map(({ height, count }) => ({ height, panels: Array.from({ length: count }, () => panel) }));
const sections: fc.Arbitrary<DashboardSection[]> = fc.array(
  fc.record({ title: fc.string(), lines: fc.array(line, { maxLength: 5 }) }),
  { maxLength: 5 },
);

/** The cells of the grid that are covered. */
function cells({ x, y, w, h }: GridPos): string[] {
  return Array.from({ length: w * h }, (_, index) => `${x + (index % w)},${y + Math.floor(index / w)}`);
}

describe('the panels of a dashboard', () => {
  test('fill the 24 columns without a gap, and no two overlap', () => {
    fc.assert(
      fc.property(sections, (given) => {
        const covered = placePanels(given).flatMap(({ gridPos }) => cells(gridPos));
        const height = given
          .flatMap(({ lines }) => [1, ...lines.map((each) => each.height)])
          .reduce((a, b) => a + b, 0);
        const grid = cells({ x: 0, y: 0, w: 24, h: height });
        expect([...covered].sort()).toStrictEqual([...grid].sort());
      }),
    );
  });

  test('are numbered from 1 in reading order', () => {
    fc.assert(
      fc.property(sections, (given) => {
        const placed = placePanels(given);
        expect(placed.map(({ id }) => id)).toStrictEqual(placed.map((_, index) => index + 1));
        const order = [...placed].sort((a, b) => a.gridPos.y - b.gridPos.y || a.gridPos.x - b.gridPos.x);
        expect(placed).toStrictEqual(order);
      }),
    );
  });
});
