/**
 * Detections of one entity that belong together become an {@link io.gatewatch.alerting.Incident},
 * each state of it worth telling an {@link io.gatewatch.alerting.Alert}; {@link
 * io.gatewatch.alerting.Governor} turns a tick's alerts into quota updates, within the bounds of
 * {@link io.gatewatch.alerting.QuotaPolicy}. Pure folds: no clock, no engine; {@link
 * io.gatewatch.alerting.LocalAlerting} is all of it on one thread.
 */
package io.gatewatch.alerting;
