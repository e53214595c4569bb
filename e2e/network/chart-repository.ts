import { createHash } from 'node:crypto';
import type { Host } from './network';
import type { PackedChart } from './packed-chart';

/** Serves charts as Helm's own kind of repository does: an index, and archives beside it. Several may share a host. */
export function chartRepository(charts: readonly PackedChart[]): Host {
  const archives = new Map(charts.map((chart) => [`${folderOf(chart)}/${fileOf(chart)}`, chart.archive]));
  return (incoming, response) => {
    const path = incoming.url ?? '';
    const archive = archives.get(path);
    if (archive !== undefined) response.end(archive);
    else if (path.endsWith('/index.yaml')) {
      response.end(JSON.stringify(index(charts.filter((chart) => path === `${folderOf(chart)}/index.yaml`))));
    } else response.writeHead(404).end();
  };
}

/** JSON is YAML too. */
function index(charts: readonly PackedChart[]): object {
  const entries = charts.map((chart): [string, object[]] => {
    const { name, version, archive } = chart;
    const digest = createHash('sha256').update(archive).digest('hex');
    return [name, [{ apiVersion: 'v2', name, version, digest, urls: [fileOf(chart)] }]];
  });
  return { apiVersion: 'v1', entries: Object.fromEntries(entries) };
}

function folderOf({ repository }: PackedChart): string {
  return new URL(repository).pathname.replace(/\/$/, '');
}

function fileOf({ name, version }: PackedChart): string {
  return `${name}-${version}.tgz`;
}
