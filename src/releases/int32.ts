/** The largest number that Kubernetes' 32-bit fields hold: in practice no bound at all. */
export const INT32_MAX = 2147483647;
