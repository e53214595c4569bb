import { residentMemory } from '../control-plane/program';
import { note } from '../control-plane/run';
import { until } from '../control-plane/wait';
import { CANARY, type CanaryObject } from '../flagger/canary-clock';
import { inventory, primaries } from '../fleet/inventory';
import { openChannels, type TeamChannels } from '../fleet/notifications';
import { type AppName, APPS, type Stage } from '../story/stage';
import { StoryWorld } from '../story/world';
import { chapters } from '../support/chapters';
import { shared } from '../support/shared';

const SHOP = { namespace: 'shop', name: 'shop' };
const MEDIA = { namespace: 'media', name: 'media' };
const CHECKOUT = { namespace: 'checkout', name: 'checkout' };
const FLAGGER = 'system:serviceaccount:flagger-system:flagger';
const KUBERNETES = 'system:serviceaccount:kube-system:';

/** As whom Flux writes which objects: those of a folder of the fleet's repository, and those of a team's own. */
const WRITTEN = [
  { account: 'shop:shop-deploy', objects: /^(deployments|canaries) shop(-web)?\/(backend|frontend)$/ },
  { account: 'checkout:checkout-deploy', objects: /^(deployments|canaries) checkout\/(payment|storefront)$/ },
];

/** The keys that an admin gives team checkout by hand. */
const DATADOG = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'datadog', namespace: 'checkout' },
  stringData: { datadog_api_key: 'an-api-key', datadog_application_key: 'an-application-key' },
};

/** Where the requests of a canary go in a whole rollout, as PRIMARY/CANARY, from and back to none for the canary. */
function steps(...canary: number[]): string[] {
  return [0, ...canary, 0].map((weight) => `${100 - weight}/${weight}`);
}

/** How many checks Flagger counts in a rollout without weights. */
function iterations(stage: Stage, app: AppName): number {
  return stage.rollouts[app].events.filter(({ message }) => message.includes('canary iteration')).length;
}

describe('the story of two teams', () => {
  const world = shared(() => StoryWorld.start());
  const chapter = chapters('story');
  let purple = { dev: '', prod: '' };
  let chats: Record<'shop' | 'media', TeamChannels>;

  chapter(
    'Flux brings both clusters up from their folders of dist/, and Flagger makes a primary of each app',
    async () => {
      const { dev, prod } = world();
      await Promise.all([dev.cluster.untilReady(), prod.cluster.untilReady()]);
      for (const stage of [dev, prod]) {
        const { kustomizations, plane, unknownHosts } = stage.cluster;
        note(`story: Flux made all ${kustomizations.length} Kustomizations of ${plane.name} ready`);
        expect(unknownHosts).toStrictEqual([]);
        for (const app of Object.keys(APPS) as AppName[]) {
          expect(stage.rollouts[app].steps).toStrictEqual(['100/0']);
          expect(await stage.primary(app)).toBe(await stage.target(app));
        }
      }
      note(`story: everything on both clusters takes ${Math.round(residentMemory() / 2 ** 20)} MiB`);
      note(`the charts ${[...new Set(dev.cluster.standInCharts)].join(', ')}, which cannot be had`, 'not judged');
    },
  );

  chapter('what Flux has written of a team’s apps, it has written as the team’s service account', () => {
    const { dev, prod } = world();
    for (const { cluster } of [dev, prod]) {
      const { audit, name } = cluster.plane;
      if (audit === undefined) {
        note(`as whom Flux writes on ${name}, since the audit log of a given cluster is its own`, 'not judged');
        continue;
      }
      const written = audit
        .entries()
        .filter(({ code }) => code < 300)
        .filter(({ user }) => user !== FLAGGER && user !== 'admin' && !user.startsWith(KUBERNETES));
      for (const { account, objects } of WRITTEN) {
        const ours = written.filter(({ target }) => objects.test(target));
        expect([...new Set(ours.map(({ user }) => user))]).toStrictEqual([`system:serviceaccount:${account}`]);
        expect([...new Set(ours.map(({ target }) => target))]).toHaveLength(4);
      }
    }
  });

  chapter('a push wakes Flux at once, and the team’s chat hears what it has applied', async () => {
    const { repository, dev } = world();
    dev.forget();
    chats = await openChannels(dev.cluster, { shop: ['shop', 'shop-web'], media: ['media', 'media-catalog'] });
    purple = { ...purple, dev: repository.release('dev', 'releases/dev.yaml', 'color: green', 'color: purple') };
    expect(await chats.shop.announcePush('not known to the Git host')).toBe(400);
    expect(await chats.shop.announcePush()).toBe(200);
    await dev.cluster.applied(SHOP, purple.dev);
    const applied = (): true | undefined =>
      chats.shop.heard.some(
        ({ about, text }) => about === 'kustomization/shop.shop' && text.includes('Deployment/shop/backend configured'),
      ) || undefined;
    await until('the chat hears of it', applied, { instead: () => chats.shop.heard });
  });

  chapter('a good version gets its traffic step by step on dev and is promoted', async () => {
    const { dev } = world();
    await dev.rollouts.backend.atItsPace('Succeeded');
    expect(dev.rollouts.backend.steps).toStrictEqual(steps(10, 20, 30, 40, 50));
    expect(await dev.primary('backend')).toBe(await dev.target('backend'));
    // The load tester has run both of its commands, by addresses that exist.
    expect([...dev.cluster.services.requests.keys()]).toStrictEqual(
      expect.arrayContaining(['http://backend-canary.shop:9898/', 'http://backend.shop:9898/']),
    );
  });

  chapter('merged, it goes to prod by prod’s own steps, though Flagger and Flux are killed halfway', async () => {
    const { repository, dev, prod } = world();
    const { flagger, flux } = prod.cluster;
    prod.forget();
    repository.merge('dev', 'main');
    purple = { ...purple, prod: repository.release('main', 'releases/prod.yaml', 'color: blue', 'color: purple') };
    await prod.cluster.follow(SHOP, purple.prod);
    await prod.rollouts.backend.hurriedTo('75/25');
    const programs = [flagger.program, ...flux.controllers.values()];
    await Promise.all(programs.map((program) => program.stop('SIGKILL')));
    await Promise.all(programs.map((program) => program.start()));
    await prod.rollouts.backend.hurried('Succeeded');
    expect(prod.rollouts.backend.steps).toStrictEqual(steps(5, 10, 15, 20, 25, 30, 35, 40, 45, 50));
    expect(await prod.primary('backend')).toBe(await dev.primary('backend'));
  });

  chapter('insiders see a new frontend first: an A/B test on dev, judged by NGINX’s own metrics', async () => {
    const { repository, dev } = world();
    dev.forget();
    const orange = repository.release('dev', 'releases/dev.yaml', 'color: blue', 'color: orange');
    await dev.cluster.follow(SHOP, orange);
    await dev.rollouts.frontend.hurried('Succeeded');
    expect(dev.rollouts.frontend.steps).toStrictEqual(['100/0', 'x-user: insider or cookie canary', '100/0']);
    expect(iterations(dev, 'frontend')).toBe(10);
    expect(await dev.primary('frontend')).toBe(await dev.target('frontend'));
    expect(dev.cluster.services.requests.get('http://shop.dev.example.com/')).toMatchObject({ 'x-user': 'insider' });
  });

  chapter('git revert takes a promoted version back on both clusters', async () => {
    const { repository, dev, prod } = world();
    for (const stage of [dev, prod]) stage.forget();
    await dev.cluster.follow(SHOP, repository.revert('dev', purple.dev));
    await prod.cluster.follow(SHOP, repository.revert('main', purple.prod));
    const before = { dev: await dev.target('backend'), prod: await prod.target('backend') };
    expect(before.dev).not.toBe(before.prod);
    await Promise.all([dev, prod].map(({ rollouts }) => rollouts.backend.hurried('Succeeded')));
    expect({ dev: await dev.primary('backend'), prod: await prod.primary('backend') }).toStrictEqual(before);
  });

  chapter(
    'bad versions are rolled back on dev: primaries are not touched, and prod hears nothing of them',
    async () => {
      const { repository, dev, prod } = world();
      for (const stage of [dev, prod]) stage.forget();
      chats.shop.forget();
      const good = { backend: await dev.primary('backend'), frontend: await dev.primary('frontend') };
      repository.release('dev', 'releases/dev.yaml', 'color: green', 'color: red');
      const bad = repository.release('dev', 'releases/dev.yaml', 'color: orange', 'color: red');
      for (const app of [APPS.backend, APPS.frontend]) dev.cluster.exporter.set(app, { successRate: 80 });
      await dev.cluster.follow(SHOP, bad);
      expect(await dev.target('backend')).not.toBe(good.backend);
      await Promise.all([dev.rollouts.backend.hurried('Failed'), dev.rollouts.frontend.hurried('Failed')]);
      expect(dev.rollouts.backend.steps).toStrictEqual(steps(10));
      expect(dev.rollouts.frontend.steps).toStrictEqual(['100/0', 'x-user: insider or cookie canary', '100/0']);
      expect({ backend: await dev.primary('backend'), frontend: await dev.primary('frontend') }).toStrictEqual(good);
      expect(prod.rollouts.backend.events).toStrictEqual([]);
    },
  );

  chapter(
    'Flux reports the whole fleet healthy all the same, and only the team itself hears of its failures',
    async () => {
      const { cluster } = world().dev;
      await cluster.untilReady();
      for (const app of [APPS.backend, APPS.frontend]) {
        const { status } = (await cluster.plane.kube.get<CanaryObject>(CANARY, app)) ?? {};
        expect(status?.phase).toBe('Failed');
      }
      const failures = (): Set<string> =>
        new Set(chats.shop.heard.filter(({ text }) => text.startsWith('Failed checks')).map(({ about }) => about));
      const told = (): true | undefined => (failures().size === 2 ? true : undefined);
      await until('the chat hears of both', told, { instead: () => chats.shop.heard });
      expect([...failures()].sort()).toStrictEqual(['backend.shop', 'frontend.shop-web']);
      expect(chats.media.heard).toStrictEqual([]);
    },
  );

  chapter('meanwhile the other team takes its player to prod, all at once by blue/green', async () => {
    const { repository, dev, prod } = world();
    const edit = ['player:\n    tag: 6.9.4', 'player:\n    tag: 6.9.4\n    color: teal'] as const;
    const blueGreen = async (stage: Stage, revision: string, checks: number): Promise<void> => {
      await stage.cluster.follow(MEDIA, revision);
      await stage.rollouts.player.hurried('Succeeded');
      expect(stage.rollouts.player.steps).toStrictEqual(steps(100));
      expect(iterations(stage, 'player')).toBe(checks);
      expect(await stage.primary('player')).toContain('#1f7a6d');
    };
    await blueGreen(dev, repository.release('dev', 'releases/dev.yaml', ...edit), 5);
    repository.merge('dev', 'main');
    await blueGreen(prod, repository.release('main', 'releases/prod.yaml', ...edit), 10);
    expect(await dev.primary('backend')).not.toBe(await dev.target('backend'));
  });

  chapter('a third team releases from its own repository; on prod its own metric provider has a say', async () => {
    const { team, dev, prod } = world();
    for (const stage of [dev, prod]) stage.forget();
    await dev.cluster.follow(CHECKOUT, team.release('dev', 'releases/dev.yaml', 'color: green', 'color: teal'));
    await dev.rollouts.storefront.hurried('Succeeded');
    expect(dev.rollouts.storefront.steps).toStrictEqual(steps(25, 50));
    expect(await dev.primary('storefront')).toContain('#1f7a6d');

    await prod.cluster.plane.kube.apply(DATADOG, 'admin');
    const edit = ['payment:\n    tag: 6.9.4', 'payment:\n    tag: 6.9.4\n    color: teal'] as const;
    await prod.cluster.follow(CHECKOUT, team.release('main', 'releases/prod.yaml', ...edit));
    await prod.rollouts.payment.hurried('Succeeded');
    expect(prod.rollouts.payment.steps).toStrictEqual(steps(1, 5, 10, 25, 50));
    const pods = '{kube_deployment:payment,kube_namespace:checkout}';
    expect(prod.cluster.datadog.queries).toContainEqual({
      query: `default_zero(sum:app.errors${pods}.as_count()) / sum:app.hits${pods}.as_count() * 100`,
      apiKey: 'an-api-key',
      applicationKey: 'an-application-key',
    });

    prod.forget();
    const good = await prod.primary('payment');
    prod.cluster.datadog.value = 3;
    const bad = team.release('main', 'releases/prod.yaml', 'color: teal', 'color: cyan');
    await prod.cluster.follow(CHECKOUT, bad);
    await prod.rollouts.payment.hurried('Failed');
    expect(prod.rollouts.payment.steps).toStrictEqual(steps(1));
    expect(await prod.primary('payment')).toBe(good);
    prod.cluster.datadog.value = 0;

    // What Git says is what a new prod would run.
    await prod.cluster.follow(CHECKOUT, team.revert('main', bad));
    expect(await prod.target('payment')).toBe(good);
  });

  chapter('the next player is too slow on prod, and never gets a request of a user', async () => {
    const { repository, prod } = world();
    prod.forget();
    const good = await prod.primary('player');
    const slow = repository.release('main', 'releases/prod.yaml', 'color: teal', 'color: cyan');
    prod.cluster.exporter.set(APPS.player, { latency: 1500 });
    await prod.cluster.follow(MEDIA, slow);
    await prod.rollouts.player.hurried('Failed');
    expect(prod.rollouts.player.steps).toStrictEqual(['100/0']);
    expect(await prod.primary('player')).toBe(good);

    // Reverted, prod declares again what its primary runs: there is nothing to roll out.
    await prod.cluster.follow(MEDIA, repository.revert('main', slow));
    expect(await prod.target('player')).toBe(good);
  });

  chapter('prod is lost and made anew from Git alone: the same objects, and only what was approved', async () => {
    const before = {
      objects: await inventory(world().prod.cluster.plane.kube),
      versions: await primaries(world().prod.cluster.plane.kube),
    };
    for (const stage of [world().dev, world().prod]) expect(stage.cluster.unknownHosts).toStrictEqual([]);
    await world().rebuildProd();
    const { prod } = world();
    await prod.cluster.untilReady();
    expect(await inventory(prod.cluster.plane.kube)).toStrictEqual(before.objects);
    expect(await primaries(prod.cluster.plane.kube)).toStrictEqual(before.versions);
    const { events } = prod.cluster.flagger;
    expect(events.filter(({ message }) => message.startsWith('New revision detected'))).toStrictEqual([]);
    note(
      `story: prod made anew: ${before.objects.length} objects of Flux, ${Object.keys(before.versions).length} primaries`,
    );
  });
});
