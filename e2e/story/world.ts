import { join } from 'node:path';
import { givenKubeconfig, scratchFolder } from '../control-plane/run';
import { Repository } from '../fleet/repository';
import { httpRoute, trafficSplit } from '../fleet/traffic';
import { Stage } from './stage';

/** The repositories, the cluster that developers try things on, and the one for everybody. */
export class StoryWorld {
  private constructor(
    readonly repository: Repository,
    /** The repository of a team that has its own. */
    readonly team: Repository,
    readonly dev: Stage,
    private cloud: Stage,
  ) {}

  static async start(): Promise<StoryWorld> {
    if (givenKubeconfig('cloud') !== undefined)
      throw new Error('cluster cloud must be one that the story may destroy, got a given one; give laptop only');
    const folder = join(scratchFolder('story'), 'repositories');
    const [repository, team] = [Repository.fleet(folder), Repository.team(folder)];
    const [dev, prod] = await Promise.all([
      Stage.start('laptop', repository, trafficSplit),
      Stage.start('cloud', repository, httpRoute),
    ]);
    return new StoryWorld(repository, team, dev, prod);
  }

  get prod(): Stage {
    return this.cloud;
  }

  /** Destroys prod with everything on it, and makes a new one from nothing but the repository. */
  async rebuildProd(): Promise<void> {
    await this.cloud.stop();
    this.repository.checkOut('main');
    this.cloud = await Stage.start('cloud', this.repository, httpRoute);
  }

  async stop(): Promise<void> {
    const results = await Promise.allSettled([this.dev.stop(), this.cloud.stop()]);
    for (const repository of [this.repository, this.team]) repository.remove();
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  }
}
