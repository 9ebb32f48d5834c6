/**
 * Envoy's global rate limit service, answered from the limits in this process: Envoy asks for each
 * call, so a limit acts on the next one. What the operator puts into his configuration is shown in
 * {@code alerting/gateways/envoy}.
 */
package io.gatewatch.gateways.envoy;
