/**
 * The audit's chain: {@link io.gatewatch.alerting.audit.AuditChain} links what was decided and
 * done, {@link io.gatewatch.alerting.audit.AuditVerifier} finds what was removed, changed or put in
 * another order.
 */
package io.gatewatch.alerting.audit;
