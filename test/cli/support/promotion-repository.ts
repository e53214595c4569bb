import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GitRepository } from './git-repository';
import { canary, deployment, SMALL_FLEET, sync } from './small-fleet';

const DEV = `# What dev runs.
shop:
  backend: { tag: 6.9.5, color: teal, replicas: 1, canary: { stepWeight: 25 } }
  frontend:
    tag: "6.10"
  legacy:
    replicas: 2
blog:
  blog:
    tag: 9.9.9
`;

/** What prod runs, until a test edits it. */
export const PROD = `# What prod runs.
shop:
  # the backend of the shop
  backend:
    tag: '6.9.4'   # keep an eye on it
    color: blue
    replicas: { min: 3, max: 9 }
    canary: { interval: 1m, stepWeight: 5, maxWeight: 50 }

  frontend:
    tag: 6.9.4
  only-prod:
    tag: 1.0.0
blog:
  blog:
    tag: 1.0.0
`;

const MANIFESTS = [
  deployment('backend', 'shop', 'ghcr.io/acme/podinfo:6.9.5', '#1f7a6d'),
  canary('backend', 'shop', 'analysis: { iterations: 5 }'),
  deployment('frontend', 'shop', 'ghcr.io/acme/podinfo:6.10'),
].join('---\n');

/** A repository whose dev and prod follow its branch main, where dev is ahead; commands run in it. */
export class PromotionRepository extends GitRepository {
  private readonly home = process.cwd();

  constructor() {
    super({
      ...Object.fromEntries(Object.entries(SMALL_FLEET).map(([path, text]) => [`dist/${path}`, text])),
      'dist/clusters/edge/prod.yaml': ['blog', 'shop']
        .map((team) => sync('flux-system', team, 'fleet', `./dist/workspaces/prod/${team}`))
        .join('---\n'),
      'dist/apps/dev/shop/all.yaml': MANIFESTS,
      'releases/dev.yaml': DEV,
      'releases/prod.yaml': PROD,
    });
    this.push();
    process.chdir(this.folder);
  }

  read(file = 'releases/prod.yaml'): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  /** Replaces text in a file; the text must be there. */
  edit(file: string, from: string, to: string): void {
    const text = this.read(file);
    if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
    this.write(file, text.replace(from, to));
  }

  override remove(): void {
    process.chdir(this.home);
    super.remove();
  }
}
