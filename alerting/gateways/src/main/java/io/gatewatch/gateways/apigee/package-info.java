/**
 * Apigee by its management API: a limit is a custom attribute of a developer app, which a policy
 * inside the proxy reads and ends. What the operator pastes into his proxy lies in {@code
 * alerting/gateways/apigee}. Not run against the real product.
 */
package io.gatewatch.gateways.apigee;
