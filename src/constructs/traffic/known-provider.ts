import type {
  FlaggerProvider,
  MatchCapability,
  MirroredStrategy,
  TrafficCapabilities,
  TrafficProvider,
} from './traffic-provider';

/**
 * A provider whose name and capabilities the compiler knows, so that a strategy or a target that it cannot carry out does
 * not compile. For any other provider synthesis says so.
 *
 * @typeParam Name the provider's name in Flagger.
 * @typeParam Can what it can do.
 */
export interface KnownProvider<Name extends FlaggerProvider, Can extends TrafficCapabilities> extends TrafficProvider {
  /** The provider's name in Flagger. */
  readonly provider: Name;
  /** What it can do. */
  readonly capabilities: Can;
}

/**
 * A router that splits traffic by weight and cannot tell requests apart.
 *
 * @typeParam Mirrored the strategies during which it copies requests to the canary.
 */
export interface WeightedTraffic<Mirrored extends readonly MirroredStrategy[] = readonly []> {
  /** Splits traffic by weight. */
  readonly weights: true;
  /** The strategies during which it copies requests to the canary. */
  readonly mirror: Mirrored;
}

/**
 * A router that splits traffic by weight and sends chosen requests to the canary.
 *
 * @typeParam Mirrored the strategies during which it copies requests to the canary.
 */
export interface MatchedTraffic<
  Mirrored extends readonly MirroredStrategy[] = readonly [],
> extends WeightedTraffic<Mirrored> {
  /** Which requests it can tell apart. */
  readonly match: MatchCapability;
}

/** No router: the Service leads to the primary until it leads to the new version. */
export interface UnroutedTraffic {
  /** Splits no traffic. */
  readonly weights: false;
  /** Copies no requests. */
  readonly mirror: readonly [];
}
