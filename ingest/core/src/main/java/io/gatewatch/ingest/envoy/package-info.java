/**
 * Envoy's access logs, and those of what is Envoy inside (Istio, Envoy Gateway, Contour, Gloo):
 * JSON with the names that these ship with and that our template in {@code gateways/envoy.yaml}
 * uses, Envoy's default text format, and Istio's. Sources: Envoy's documentation of access logging,
 * the defaults of Istio and Envoy Gateway, and genuine lines. No Envoy runs in our tests.
 */
package io.gatewatch.ingest.envoy;
