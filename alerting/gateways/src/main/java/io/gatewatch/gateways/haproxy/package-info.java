/**
 * HAProxy 2.6 or later over its runtime socket: limits are map entries that end by HAProxy's own
 * clock. What the operator has to put into his configuration lies in {@code
 * alerting/gateways/haproxy}.
 */
package io.gatewatch.gateways.haproxy;
