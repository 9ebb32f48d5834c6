/**
 * The desk that every alert passes before people see it: protection from noisy rules, campaigns,
 * maintenance windows, snoozes and triage. One owner of what is told, so that whole ticks are
 * decided at once and neither partitions nor the order of arrival can show.
 */
package io.gatewatch.alerting.desk;
