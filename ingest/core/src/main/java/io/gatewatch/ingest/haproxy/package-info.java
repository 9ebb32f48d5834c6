/**
 * HAProxy's log lines: the HTTP log ({@code option httplog}, {@code httpslog}) and the JSON
 * log-format that we publish in {@code gateways/haproxy.cfg}. Sources: HAProxy's configuration
 * manual, chapter 8 (logging), and lines of HAProxy 2.6.
 */
package io.gatewatch.ingest.haproxy;
