/**
 * What agents use and will use: {@link io.gatewatch.alerting.usage.UsageBook} folds the rows of
 * {@code gatewatch.usage}, {@link io.gatewatch.alerting.usage.DemandForecast} looks ahead. Pure,
 * and without quotas.
 */
package io.gatewatch.alerting.usage;
