package io.gatewatch.alerting;

/**
 * One version of an alert as its partition knows it, and what the quota governor and the desk are
 * told of it.
 *
 * @param grounds null when the alert cannot bear on any quota: not an agent, not the security lane
 * @param links what it has in common with others
 */
public record AlertVersion(Alert alert, QuotaGrounds grounds, Links links) {}
