import type { FlaggerProvider, TrafficCapabilities, TrafficProvider } from './traffic-provider';

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
