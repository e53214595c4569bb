import { join } from 'node:path';
import { givenKubeconfig, scratchFolder } from '../control-plane/run';
import { Repository } from '../fleet/repository';
import { httpRoute, trafficSplit } from '../fleet/traffic';
import { Stage } from './stage';

/** The repository, the cluster that developers try things on, and the one for everybody. */
export class StoryWorld {
  private constructor(
    readonly repository: Repository,
    readonly dev: Stage,
    private cloud: Stage,
  ) {}

  static async start(): Promise<StoryWorld> {
    if (givenKubeconfig('cloud') !== undefined)
      throw new Error('cluster cloud must be one that the story may destroy, got a given one; give laptop only');
    const repository = new Repository(join(scratchFolder('story'), 'repositories'));
    const [dev, prod] = await Promise.all([
      Stage.start('laptop', repository, trafficSplit),
      Stage.start('cloud', repository, httpRoute),
    ]);
    return new StoryWorld(repository, dev, prod);
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
    this.repository.remove();
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  }
}
