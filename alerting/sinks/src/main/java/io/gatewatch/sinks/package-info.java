/**
 * Alerts out of the house: to people's pagers, to SIEMs and to lakes.
 *
 * <p>{@code gatewatch.alerts} is the outbox: each sink reads it in a consumer group of its own and
 * commits what was taken, so one that is down delays no other and goes on where it was. What a
 * receiver refuses for good goes to {@code gatewatch.dead-letters} with the reason. {@link
 * io.gatewatch.sinks.AlertmanagerSync} alone works by state instead: it tells all open alerts again
 * and again, as Prometheus does.
 */
package io.gatewatch.sinks;
