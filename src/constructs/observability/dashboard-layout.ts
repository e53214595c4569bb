import type { Panel, PlacedPanel, RowPanel } from './grafana-dashboard';

/** Panels of equal width beside each other. */
interface DashboardLine {
  /** Height in units of the grid; one is 30 pixels. */
  readonly height: number;
  /** So many that they divide the grid's 24 columns. */
  readonly panels: readonly Panel[];
}

/** Lines of panels below a heading. */
export interface DashboardSection {
  readonly title: string;
  readonly lines: readonly DashboardLine[];
}

const COLUMNS = 24;

/** Gives every heading and panel its place and its id, from the top down. */
export function placePanels(sections: readonly DashboardSection[]): (RowPanel | PlacedPanel)[] {
  const placed: (RowPanel | PlacedPanel)[] = [];
  let y = 0;
  for (const { title, lines } of sections) {
    const gridPos = { x: 0, y, w: COLUMNS, h: 1 };
    placed.push({ id: placed.length + 1, type: 'row', title, collapsed: false, gridPos, panels: [] });
    y += 1;
    for (const { height, panels } of lines) {
      const width = COLUMNS / panels.length;
      for (const [index, panel] of panels.entries()) {
        placed.push({ id: placed.length + 1, gridPos: { x: index * width, y, w: width, h: height }, ...panel });
      }
      y += height;
    }
  }
  return placed;
}
