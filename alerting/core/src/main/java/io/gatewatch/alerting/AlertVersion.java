package io.gatewatch.alerting;

/**
 * One version of an alert, and what the quota governor is told of it.
 *
 * @param grounds null when the alert cannot bear on any quota: not an agent, not the security lane
 */
public record AlertVersion(Alert alert, QuotaGrounds grounds) {}
