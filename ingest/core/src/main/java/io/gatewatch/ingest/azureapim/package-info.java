/**
 * Azure API Management's GatewayLogs: the records of a diagnostic setting (Event Hubs, storage; one
 * or many in {@code {"records":[…]}}), rows of the table ApiManagementGatewayLogs, and events that
 * our {@code log-to-eventhub} policy writes under the same names. Names are documented in "API
 * Management diagnostic log reference" ({@code durationMs}, {@code properties.responseCode} …) and
 * in the table's reference ({@code TotalTime}, {@code ResponseCode} …); ours alone, for the policy,
 * are {@code jwtIssuer}, {@code jwtClientId}, {@code jwtSubject} and {@code
 * clientCertificateSubject}.
 */
package io.gatewatch.ingest.azureapim;
